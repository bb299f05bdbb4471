import { compact } from '../../../model/compact.ts';
import type { AudioStream, SubtitleStream, VideoStream } from '../../../model/media.ts';
import { codecName } from '../../codecs.ts';
import { languageTag } from '../../language.ts';
import { readAacConfiguration } from '../codec/aac.ts';
import { readAv1Configuration } from '../codec/av1.ts';
import { readAvcConfiguration } from '../codec/avc.ts';
import type { PictureFacts, SoundFacts } from '../codec/facts.ts';
import { readHevcConfiguration } from '../codec/hevc.ts';
import { readVp9Features } from '../codec/vp9.ts';
import type { Notes } from '../notes.ts';
import { readWaveFormat, videoCodecOfFourCharacters } from '../riff-codecs.ts';
import { audioStream, videoStream } from '../streams.ts';
import { cleanTitle, flag, positive } from '../values.ts';
import type { ByteWindow } from '../window.ts';
import { type Element, eachElement } from './ebml.ts';
import { readTrackEntry, type TrackEntry } from './track-entry.ts';

const TRACK_ENTRY = 0xae;
const VIDEO = 1;
const AUDIO = 2;
const SUBTITLE = 17;
const MOST_TRACKS = 500;
const NANOSECONDS = 1e9;
/** Hz, by the specification. */
const DEFAULT_RATE = 8000;

export interface Streams {
  readonly video: VideoStream[];
  readonly audio: AudioStream[];
  readonly subtitles: SubtitleStream[];
}

export function readTracks(window: ByteWindow, tracks: Element, streams: Streams, notes: Notes): void {
  let count = 0;
  const whole = eachElement(window, tracks.start, tracks.end, (element) => {
    if (element.id !== TRACK_ENTRY || ++count > MOST_TRACKS) return;
    const entry = readTrackEntry(window, element);
    const type = entry.number('type');
    if (type === VIDEO) streams.video.push(videoOf(entry));
    else if (type === AUDIO) streams.audio.push(audioOf(entry));
    else if (type === SUBTITLE) streams.subtitles.push(subtitleOf(entry));
    else if (type === undefined) notes.add('track without a type');
  });
  if (!whole) notes.add('unreadable element in Tracks');
}

function videoOf(entry: TrackEntry): VideoStream {
  const frameDuration = positive(entry.number('frameDuration'));
  return videoStream({
    codec: videoCodec(entry),
    track: common(entry),
    container: {
      width: entry.number('width'),
      height: entry.number('height'),
      frameRate: frameDuration === undefined ? undefined : NANOSECONDS / frameDuration,
      transfer: entry.number('transfer'),
      bitDepth: entry.number('bitsPerChannel'),
      hdr10plus: flag(entry.hdr10plus),
    },
    configuration: pictureConfiguration(entry),
    brightness: {
      maxCll: entry.number('maxCll'),
      maxFall: entry.number('maxFall'),
      masteringMax: entry.number('masteringMax'),
      masteringMin: entry.number('masteringMin'),
    },
    dolbyVision: entry.dolbyVision,
  });
}

function pictureConfiguration(entry: TrackEntry): PictureFacts {
  const { codecPrivate } = entry;
  const codecId = entry.text('codecId');
  if (codecId === 'V_MPEG4/ISO/AVC') return readAvcConfiguration(codecPrivate);
  if (codecId === 'V_MPEGH/ISO/HEVC') return readHevcConfiguration(codecPrivate);
  if (codecId === 'V_AV1') return readAv1Configuration(codecPrivate);
  return codecId === 'V_VP9' ? readVp9Features(codecPrivate) : {};
}

const FOUR_CHARACTERS_AT = 16;

/** Video for Windows and QuickTime keep the name of the codec in their own headers. */
function videoCodec(entry: TrackEntry): string | undefined {
  const { codecPrivate } = entry;
  const codecId = entry.text('codecId');
  if (codecId === 'V_MS/VFW/FOURCC' && codecPrivate.length >= FOUR_CHARACTERS_AT + 4) {
    return videoCodecOfFourCharacters(codecPrivate.toString('latin1', FOUR_CHARACTERS_AT, FOUR_CHARACTERS_AT + 4));
  }
  if (codecId === 'V_QUICKTIME' && codecPrivate.length >= 8) {
    return videoCodecOfFourCharacters(codecPrivate.toString('latin1', 4, 8));
  }
  return codecName(codecId);
}

const PROFILES: ReadonlyMap<string, string> = new Map([
  ['A_DTS/LOSSLESS', 'DTS-HD MA'],
  ['A_DTS/EXPRESS', 'DTS Express'],
]);

function audioOf(entry: TrackEntry): AudioStream {
  const codecId = entry.text('codecId') ?? '';
  const wave = codecId === 'A_MS/ACM' ? readWaveFormat(entry.codecPrivate) : undefined;
  const codec = wave?.codec ?? codecName(codecId);
  const configuration: SoundFacts = codecId.startsWith('A_AAC') ? readAacConfiguration(entry.codecPrivate) : {};
  return audioStream({
    codec,
    track: compact({
      ...common(entry),
      hearingImpaired: isSet(entry, 'hearingImpaired'),
      visualImpaired: isSet(entry, 'visualImpaired'),
    }),
    container: {
      profile: PROFILES.get(codecId),
      channels: entry.number('channels') ?? 1,
      sampleRate: entry.number('outputSampleRate') ?? entry.number('sampleRate') ?? DEFAULT_RATE,
      bitDepth: codec !== undefined && WITH_DEPTH.has(codec) ? entry.number('bitDepth') : undefined,
    },
    configuration,
  });
}

/** Codecs with a bit depth of their own; with all others the element tells what a decoder once gave. */
const WITH_DEPTH = new Set(['pcm', 'flac', 'alac', 'truehd', 'mlp', 'tta', 'wavpack', 'dts']);

function subtitleOf(entry: TrackEntry): SubtitleStream {
  return compact({
    codec: codecName(entry.text('codecId')),
    ...common(entry),
    forced: isSet(entry, 'isForced'),
    hearingImpaired: isSet(entry, 'hearingImpaired'),
  });
}

/** Absence of the language means English, of the default flag yes: so says the specification. */
function common(entry: TrackEntry) {
  const original = entry.number('original');
  return compact({
    language: languageTag(entry.text('languageTag') ?? entry.text('language') ?? 'eng'),
    title: cleanTitle(entry.text('name') ?? ''),
    default: flag((entry.number('isDefault') ?? 1) === 1),
    commentary: isSet(entry, 'commentary'),
    original: original === undefined ? undefined : original === 1,
  });
}

function isSet(entry: TrackEntry, name: string): true | undefined {
  return flag(entry.number(name) === 1);
}
