import type { BoundedFile } from '../bounded-file.ts';
import { type ContainerExtra, NO_EXTRA, type TrackExtra } from './extra.ts';

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const MAX_TRACKS_BYTES = 8 * 1024 * 1024;
const MAX_ELEMENTS = 512;

interface Element {
  readonly id: number;
  /** Of the content. */
  readonly start: number;
  /** `Infinity` where the writer did not know. */
  readonly size: number;
}

/**
 * What mediabunny does not tell of a Matroska file: subtitle tracks, Dolby Vision, frame rate, whether it is cut short.
 * Reads the elements before the first cluster (RFC 9559); stops at whatever does not add up.
 */
export async function readMatroskaExtra(file: BoundedFile): Promise<ContainerExtra> {
  const header = await elementAt(file, 0, file.size);
  if (header === undefined) return NO_EXTRA;
  const head = await file.read(header.start, Math.min(header.size, 4096));
  const docType = children(head)
    .find((child) => child.id === 0x4282)
    ?.data.toString('latin1');
  const segment = await elementAt(file, header.start + header.size, file.size);
  const base = docType?.startsWith('webm') ? { ...NO_EXTRA, container: 'webm' } : NO_EXTRA;
  if (segment?.id !== SEGMENT) return { ...base, truncated: true };
  const end = segment.start + segment.size;
  const truncated = Number.isFinite(end) && end > file.size;
  let at = segment.start;
  for (let count = 0; count < MAX_ELEMENTS; count++) {
    const element = await elementAt(file, at, file.size);
    if (element === undefined || element.id === CLUSTER) break;
    if (element.id === TRACKS) {
      if (element.size > MAX_TRACKS_BYTES) break;
      const entries = children(await file.read(element.start, element.size)).filter((one) => one.id === TRACK_ENTRY);
      return { ...base, truncated, tracks: entries.map((entry) => trackOf(entry.data)) };
    }
    at = element.start + element.size;
  }
  return { ...base, truncated };
}

function trackOf(entry: Buffer): TrackExtra {
  const parts = children(entry);
  const find = (id: number): Buffer | undefined => parts.find((part) => part.id === id)?.data;
  const text = (id: number): string | undefined => find(id)?.toString('utf8').replace(/\0+$/, '');
  const duration = unsigned(find(0x23e383));
  const mappings = parts.filter((part) => part.id === 0x41e4).flatMap((part) => children(part.data));
  const dolby = mappings.some((part) => part.id === 0x41e7 && /^dv[cvw]C$/.test(part.data.toString('latin1')));
  return {
    type: typeOf(unsigned(find(0x83))),
    codec: text(0x86),
    // BCP 47 outranks the older form, whose absence means English.
    language: text(0x22b59d) ?? text(0x22b59c) ?? 'eng',
    forced: unsigned(find(0x55aa)) === 1,
    dolbyVision: dolby,
    frameRate: duration === undefined || duration === 0 ? undefined : 1e9 / duration,
  };
}

function typeOf(code: number | undefined): TrackExtra['type'] {
  if (code === 1) return 'video';
  if (code === 2) return 'audio';
  return code === 17 ? 'subtitle' : 'other';
}

function children(data: Buffer): readonly { readonly id: number; readonly data: Buffer }[] {
  const out: { id: number; data: Buffer }[] = [];
  for (let at = 0; at < data.length && out.length < MAX_ELEMENTS; ) {
    const element = elementIn(data.subarray(at, at + 12));
    if (element === undefined) break;
    out.push({ id: element.id, data: data.subarray(at + element.start, at + element.start + element.size) });
    at += element.start + element.size;
  }
  return out;
}

async function elementAt(file: BoundedFile, at: number, end: number): Promise<Element | undefined> {
  if (at >= end) return undefined;
  const element = elementIn(await file.read(at, 12));
  return element === undefined ? undefined : { ...element, start: at + element.start };
}

/** Id and size at the start of these bytes; `start` is the length of both. */
function elementIn(head: Buffer): Element | undefined {
  const idLength = Math.clz32(head[0] ?? 0) - 23;
  if (idLength > 4 || head.length <= idLength) return undefined;
  const id = head.readUIntBE(0, idLength);
  const lead = head[idLength] ?? 0;
  const sizeLength = Math.clz32(lead) - 23;
  if (sizeLength > 8 || head.length < idLength + sizeLength) return undefined;
  let size = lead & (0xff >> sizeLength);
  let unknown = size === 0xff >> sizeLength;
  for (let index = 1; index < sizeLength; index++) {
    const byte = head[idLength + index] ?? 0;
    size = size * 256 + byte;
    unknown &&= byte === 0xff;
  }
  return { id, start: idLength + sizeLength, size: unknown ? Number.POSITIVE_INFINITY : size };
}

function unsigned(data: Buffer | undefined): number | undefined {
  if (data === undefined || data.length === 0 || data.length > 8) return undefined;
  return data.reduce((value, byte) => value * 256 + byte, 0);
}
