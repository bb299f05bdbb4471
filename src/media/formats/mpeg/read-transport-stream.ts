import { compact } from '../../../model/compact.ts';
import { type CachedWindow, cachedWindow } from '../cached-window.ts';
import { readBlurayPcm } from '../codec/sound-frames.ts';
import type { FormatReader } from '../reading.ts';
import { audioStream, videoStream } from '../streams.ts';
import { flag, rounded } from '../values.ts';
import { type Elementary, elementaryStream } from './elementary.ts';
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
const MOST_STREAMS = 200;

interface Stream {
  readonly kind: StreamKind;
  readonly labels: StreamLabels;
  readonly content: Elementary;
  /** Whether a packet of the stream has begun: what comes before is the rest of one. */
  begun: boolean;
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
      const content = elementaryStream(kind.kind, kind.codec, kind.isBlurayPcm ? readBlurayPcm : undefined);
      streams.set(mapped.pid, { kind, labels: labelsOf(mapped), content, begun: false });
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
        stream.begun ||= header !== undefined;
        if (keep && stream.begun) stream.content.add(header === undefined ? payload : payload.subarray(header.start));
      });
    },
    isDescribed(enough) {
      const all = [...streams.values()].map(({ content }) => ({
        type: content.type,
        described: content.isDescribed(),
      }));
      const isMedia = all.some(({ type }) => type !== 'subtitle');
      return isMedia && all.every(({ type, described }) => described || (enough && type !== 'video'));
    },
    isScrambled: () => scrambled,
  };
}

function videoOf(stream: Stream) {
  const { kind, labels, content } = stream;
  if (kind.kind !== 'video') return [];
  const { codec, ...configuration } = content.picture ?? {};
  const hdr10plus = flag(content.hdr10plus);
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
  const { kind, labels, content } = stream;
  if (kind.kind !== 'audio') return [];
  const track = compact({
    language: labels.language,
    hearingImpaired: flag(labels.hearingImpaired),
    visualImpaired: flag(labels.visualImpaired),
  });
  const container = { profile: kind.profile };
  return [audioStream({ codec: kind.codec, track, container, configuration: content.sound ?? {} })];
}

function subtitleOf({ kind, labels }: Stream) {
  if (kind.kind !== 'subtitle') return [];
  return [compact({ codec: kind.codec, language: labels.language, hearingImpaired: flag(labels.hearingImpaired) })];
}
