import { compact } from '../../../model/compact.ts';
import { type CachedWindow, cachedWindow } from '../cached-window.ts';
import { readPictureUnits, streamHasHdr10Plus } from '../codec/picture-units.ts';
import { readBlurayPcm, readSoundFrame } from '../codec/sound-frames.ts';
import type { FormatReader } from '../reading.ts';
import { audioStream, videoStream } from '../streams.ts';
import { flag, rounded } from '../values.ts';
import { eachPacket, findLayout, type PacketLayout } from './packets.ts';
import { readPesHeader } from './pes.ts';
import { kindOf, labelsOf, type StreamKind, type StreamLabels } from './stream-kinds.ts';
import { collectSections, readAssociation, readMap, type SectionCollector } from './tables.ts';
import { type Clock, measureClock } from './timestamps.ts';

/** The head is read in steps until each stream has described itself; of what comes late only the codec is told. */
const STEP = 64 * 1024;
const MOST_HEAD = 1024 * 1024;
/** Sound that has not begun by then may never do. */
const ENOUGH_HEAD = 256 * 1024;
const TAILS = [64 * 1024, 192 * 1024, 768 * 1024];
const MOST_KEPT = { video: MOST_HEAD, audio: 16 * 1024, subtitle: 0 };
const MOST_STREAMS = 200;

interface Stream {
  readonly kind: StreamKind;
  readonly labels: StreamLabels;
  readonly parts: Buffer[];
  kept: number;
  described: boolean;
}

/** Reads MPEG transport streams, also those of Blu-ray Discs and cameras (M2TS): their maps and first packets. */
export const readTransportStream: FormatReader = (source) => {
  const window = cachedWindow(source);
  const layout = findLayout(window.read(0, STEP));
  if (layout === undefined) return undefined;
  const demuxer = demultiplex(layout);
  const step = Math.floor(STEP / layout.size) * layout.size;
  let at = layout.first;
  for (; at < Math.min(window.size, MOST_HEAD); at += step) {
    demuxer.add(window.pick(at, step), true);
    if (demuxer.isDescribed(at >= ENOUGH_HEAD)) break;
  }
  if (demuxer.streams.size === 0) return undefined;
  readTail(window, layout, at + step, demuxer);
  const streams = [...demuxer.streams.values()];
  const { span } = demuxer.clock;
  const video = streams.flatMap((stream) => videoOf(stream));
  const last = video[0]?.frameRate === undefined ? 0 : 1 / video[0].frameRate;
  return compact({
    container: 'mpegts',
    duration: rounded(span === undefined ? undefined : span + last),
    video,
    audio: streams.flatMap((stream) => audioOf(stream)),
    subtitles: streams.flatMap((stream) => subtitleOf(stream)),
    chapters: [],
    tags: [],
    pictures: [],
    truncated: false,
    notes: demuxer.isScrambled() ? ['scrambled'] : [],
  });
};

/** Only times are taken from the end, where streams that were not in the head add nothing. */
function readTail(window: CachedWindow, { first, size }: PacketLayout, from: number, demuxer: Demuxer): void {
  for (const length of TAILS) {
    const start = Math.max(from, window.size - length);
    if (start >= window.size) return;
    const aligned = first + Math.ceil((start - first) / size) * size;
    const before = demuxer.clock.count;
    demuxer.add(window.pick(aligned, window.size - aligned), false);
    if (demuxer.clock.count > before) return;
  }
}

interface Demuxer {
  readonly streams: ReadonlyMap<number, Stream>;
  readonly clock: Clock;
  /** Takes whole packets; keeps their content where the streams are still to be described. */
  add(bytes: Buffer, keep: boolean): void;
  isDescribed(enough: boolean): boolean;
  isScrambled(): boolean;
}

function demultiplex(layout: PacketLayout): Demuxer {
  const streams = new Map<number, Stream>();
  const clock = measureClock();
  const maps = new Map<number, SectionCollector>();
  const association = collectSections();
  let scrambled = false;

  const addMap = (section: Buffer): void => {
    const map = readMap(section);
    for (const mapped of map?.streams ?? []) {
      const kind = map === undefined ? undefined : kindOf(mapped, map);
      if (kind === undefined || streams.has(mapped.pid) || streams.size >= MOST_STREAMS) continue;
      streams.set(mapped.pid, { kind, labels: labelsOf(mapped), parts: [], kept: 0, described: false });
    }
  };
  const addTables = (pid: number, payload: Buffer, begins: boolean): void => {
    if (pid === 0) {
      const section = association.add(payload, begins);
      for (const map of section === undefined ? [] : readAssociation(section)) {
        if (!maps.has(map) && maps.size < MOST_STREAMS) maps.set(map, collectSections());
      }
    }
    const section = maps.get(pid)?.add(payload, begins);
    if (section !== undefined) addMap(section);
  };
  return {
    streams,
    clock,
    add(bytes, keep) {
      eachPacket(bytes, layout.size, ({ pid, begins, payload, ...packet }) => {
        if (keep) addTables(pid, payload, begins);
        const stream = streams.get(pid);
        if (stream === undefined) return;
        scrambled ||= packet.scrambled;
        const header = begins ? readPesHeader(payload) : undefined;
        if (header?.time !== undefined && stream.kind.kind !== 'subtitle') clock.add(header.time);
        if (keep)
          keepPart(stream, header === undefined ? payload : payload.subarray(header.start), header !== undefined);
      });
    },
    isDescribed(enough) {
      const all = [...streams.values()];
      for (const stream of all) stream.described ||= describes(stream);
      return (
        all.some(({ kind }) => kind.kind !== 'subtitle') &&
        all.every((one) => one.described || (enough && one.kind.kind !== 'video'))
      );
    },
    isScrambled: () => scrambled,
  };
}

/** Keeps content from the beginning of a packet on. */
function keepPart(stream: Stream, part: Buffer, begins: boolean): void {
  if (stream.described || stream.kept >= MOST_KEPT[stream.kind.kind] || (stream.kept === 0 && !begins)) return;
  stream.parts.push(part);
  stream.kept += part.length;
}

function describes(stream: Stream): boolean {
  const { kind } = stream.kind;
  if (kind === 'subtitle') return true;
  if (stream.kept === 0) return false;
  return kind === 'video' ? pictureOf(stream) !== undefined : soundOf(stream) !== undefined;
}

function pictureOf({ kind, parts }: Stream) {
  return readPictureUnits(kind.codec, Buffer.concat(parts));
}

function soundOf({ kind, parts }: Stream) {
  const data = Buffer.concat(parts);
  return kind.isBlurayPcm ? readBlurayPcm(data) : readSoundFrame(kind.codec, data);
}

function videoOf(stream: Stream) {
  const { kind, labels } = stream;
  if (kind.kind !== 'video') return [];
  const { codec, ...configuration } = pictureOf(stream) ?? {};
  const hdr10plus = flag(streamHasHdr10Plus(kind.codec, Buffer.concat(stream.parts)));
  const track = compact({ language: labels.language });
  return [
    videoStream({
      codec: codec ?? kind.codec,
      track,
      container: { hdr10plus },
      configuration,
      dolbyVision: labels.dolbyVision,
    }),
  ];
}

function audioOf(stream: Stream) {
  const { kind, labels } = stream;
  if (kind.kind !== 'audio') return [];
  const track = compact({
    language: labels.language,
    hearingImpaired: flag(labels.hearingImpaired),
    visualImpaired: flag(labels.visualImpaired),
  });
  const container = { profile: kind.profile };
  return [audioStream({ codec: kind.codec, track, container, configuration: soundOf(stream) ?? {} })];
}

function subtitleOf({ kind, labels }: Stream) {
  if (kind.kind !== 'subtitle') return [];
  return [compact({ codec: kind.codec, language: labels.language, hearingImpaired: flag(labels.hearingImpaired) })];
}
