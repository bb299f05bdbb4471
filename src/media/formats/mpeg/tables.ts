/** Program association and program map (ITU-T H.222.0, 2.4.4). */

export interface MappedStream {
  readonly type: number;
  readonly pid: number;
  readonly descriptors: readonly Descriptor[];
}

export interface Descriptor {
  readonly tag: number;
  readonly data: Buffer;
}

export interface ProgramMap {
  readonly streams: readonly MappedStream[];
  readonly descriptors: readonly Descriptor[];
}

const LONGEST_SECTION = 4096;
const CRC = 4;

export interface SectionCollector {
  /** Takes the content of a packet; gives a section when it is whole. */
  add(payload: Buffer, begins: boolean): Buffer | undefined;
}

/** Puts the sections of one PID together: a map of many streams is longer than a packet. */
export function collectSections(): SectionCollector {
  let parts: Buffer[] = [];
  let length = 0;
  return {
    add(payload, begins) {
      const part = begins ? payload.subarray(1 + (payload[0] ?? 0)) : payload;
      if (begins) {
        parts = [];
        length = 0;
      } else if (parts.length === 0) return undefined;
      parts.push(part);
      length += part.length;
      if (length < 3) return undefined;
      const all = Buffer.concat(parts);
      const size = 3 + (all.readUInt16BE(1) & 0xfff);
      if (length < size && length <= LONGEST_SECTION) return undefined;
      parts = [];
      return length < size ? undefined : all.subarray(0, size);
    },
  };
}

/** PIDs of the maps of all programs. */
export function readAssociation(section: Buffer): readonly number[] {
  const pids: number[] = [];
  if (section[0] !== 0) return pids;
  for (let at = 8; at + 4 <= section.length - CRC; at += 4) {
    const program = section.readUInt16BE(at);
    if (program !== 0) pids.push(section.readUInt16BE(at + 2) & 0x1fff);
  }
  return pids;
}

export function readMap(section: Buffer): ProgramMap | undefined {
  if (section[0] !== 2 || section.length < 16) return undefined;
  const end = section.length - CRC;
  const length = section.readUInt16BE(10) & 0xfff;
  const streams: MappedStream[] = [];
  let at = 12 + length;
  while (at + 5 <= end) {
    const more = section.readUInt16BE(at + 3) & 0xfff;
    const descriptors = readDescriptors(section.subarray(at + 5, Math.min(end, at + 5 + more)));
    streams.push({ type: section[at] ?? 0, pid: section.readUInt16BE(at + 1) & 0x1fff, descriptors });
    at += 5 + more;
  }
  return { streams, descriptors: readDescriptors(section.subarray(12, Math.min(end, 12 + length))) };
}

function readDescriptors(data: Buffer): readonly Descriptor[] {
  const out: Descriptor[] = [];
  for (let at = 0; at + 2 <= data.length; at += 2 + (data[at + 1] ?? 0)) {
    out.push({ tag: data[at] ?? 0, data: data.subarray(at + 2, at + 2 + (data[at + 1] ?? 0)) });
  }
  return out;
}
