import { compact } from '../../../model/compact.ts';
import type { AudioStream, SubtitleStream, VideoStream } from '../../../model/media.ts';
import type { CachedWindow } from '../cached-window.ts';
import { audioStream, videoStream } from '../streams.ts';
import { flag } from '../values.ts';
import { contentOf, unsignedAt } from './boxes.ts';
import { codecOfEntry } from './codecs.ts';
import { readElementaryStream } from './esds.ts';
import { readSoundEntry } from './sound-entry.ts';
import type { Track } from './track.ts';
import { readVisualEntry } from './visual-entry.ts';

const SUBTITLE_HANDLERS = new Set(['sbtl', 'subt', 'text', 'clcp', 'subp']);
/** All samples of a `tx3g` track are forced (3GPP TS 26.245, Apple's extension). */
const ALL_FORCED = 0x80000000;
/** A first run of equal times as long as this part of all samples gives the frame rate. */
const NEARLY_ALL = 0.9;
const ENCRYPTED = new Set(['encv', 'enca', 'enct', 'encs', 'drmi', 'drms', 'p608']);

export interface Streams {
  readonly video: VideoStream[];
  readonly audio: AudioStream[];
  readonly subtitles: SubtitleStream[];
}

/** Adds a track to the streams of its kind; tracks of other kinds (time code, hints) are left out. */
export function addStream(
  window: CachedWindow,
  track: Track,
  fragmentRate: number | undefined,
  streams: Streams,
): void {
  if (track.handler === 'vide') streams.video.push(videoOf(window, track, fragmentRate));
  else if (track.handler === 'soun') streams.audio.push(audioOf(track));
  else if (SUBTITLE_HANDLERS.has(track.handler)) streams.subtitles.push(subtitleOf(track));
}

function videoOf(window: CachedWindow, track: Track, fragmentRate: number | undefined): VideoStream {
  const { type = '', data = Buffer.alloc(0) } = track.entry ?? {};
  const entry = readVisualEntry(type, data);
  return videoStream({
    ...entry,
    codec: entry.codec ?? codecOf(track, entry.original),
    track: common(track),
    container: { ...entry.container, frameRate: frameRate(window, track) ?? fragmentRate },
  });
}

/** The rate of nearly all pictures where their times say so, else the average. */
function frameRate(window: CachedWindow, track: Track): number | undefined {
  const sizes = contentOf(window.pick, track.tables.get('stsz') ?? track.tables.get('stz2'), 12);
  const times = contentOf(window.pick, track.tables.get('stts'), 16);
  const samples = unsignedAt(sizes, 8, false);
  const same = unsignedAt(times, 8, false);
  const delta = unsignedAt(times, 12, false);
  if (samples === 0) return undefined;
  if (delta > 0 && same >= samples * NEARLY_ALL) return track.scale / delta;
  return track.duration > 0 ? samples / track.duration : undefined;
}

function audioOf(track: Track): AudioStream {
  const { type = '', data = Buffer.alloc(0) } = track.entry ?? {};
  const entry = readSoundEntry(type, data);
  return audioStream({
    codec: codecOf(track, entry.original),
    track: compact({
      ...common(track),
      hearingImpaired: flag(isForDeaf(track)),
      visualImpaired: flag(has(track, 'description', 'public.accessibility.describes-video')),
    }),
    container: entry.container,
    configuration: entry.configuration,
  });
}

function subtitleOf(track: Track): SubtitleStream {
  const { type = '', data = Buffer.alloc(0) } = track.entry ?? {};
  const flags = type === 'tx3g' ? unsignedAt(data, 8, false) : 0;
  const stream = type === 'mp4s' ? esdsCodec(data) : undefined;
  const forced = (flags & ALL_FORCED) !== 0 || has(track, 'forced-subtitle', 'public.subtitles.forced-only');
  return compact({
    codec: stream ?? codecOf(track, undefined),
    ...common(track),
    forced: flag(forced),
    hearingImpaired: flag(isForDeaf(track)),
  });
}

/** The elementary stream of a plain MPEG-4 entry, which has no fields of its own. */
function esdsCodec(data: Buffer): string | undefined {
  return data.toString('latin1', 12, 16) === 'esds' ? readElementaryStream(data.subarray(20)).codec : undefined;
}

function codecOf(track: Track, original: string | undefined): string | undefined {
  const type = track.entry?.type;
  if (type === undefined) return undefined;
  return codecOfEntry(ENCRYPTED.has(type) ? (original ?? type) : type, track.handler);
}

function common(track: Track) {
  const original = has(track, 'public.original-content');
  return compact({
    language: track.language,
    title: track.title,
    default: flag(track.enabled),
    commentary: flag(has(track, 'commentary')),
    original: original ? true : has(track, 'dub', 'public.translation') ? false : undefined,
  });
}

function isForDeaf(track: Track): boolean {
  return has(track, 'caption', 'public.accessibility.describes-music-and-sound');
}

function has(track: Track, ...roles: readonly string[]): boolean {
  return roles.some((role) => track.roles.has(role));
}
