/** Packets of a transport stream (ITU-T H.222.0, 2.4.3.2), plain, with a time before each (M2TS), or with parity behind. */
export interface PacketLayout {
  /** Where the first packet begins. */
  readonly first: number;
  readonly size: number;
}

export interface Packet {
  readonly pid: number;
  /** Whether a section or a packet of an elementary stream begins in it. */
  readonly begins: boolean;
  readonly scrambled: boolean;
  readonly payload: Buffer;
}

const SYNC = 0x47;
const LENGTH = 188;
const SIZES = [188, 192, 204];
const CHECKED = 5;

export function findLayout(head: Buffer): PacketLayout | undefined {
  for (const size of SIZES) {
    for (let first = 0; first < size; first++) if (hasSyncs(head, first, size)) return { first, size };
  }
  return undefined;
}

function hasSyncs(bytes: Buffer, first: number, size: number): boolean {
  let count = 0;
  for (let at = first; at < bytes.length && count < CHECKED; at += size, count++) if (bytes[at] !== SYNC) return false;
  return count > 1;
}

/** Visits the packets in bytes that begin with one. A byte that is no sync word is passed over, up to the next that is. */
export function eachPacket(bytes: Buffer, size: number, visit: (packet: Packet) => void): void {
  let at = 0;
  while (at + LENGTH <= bytes.length) {
    if (bytes[at] !== SYNC) {
      at = bytes.indexOf(SYNC, at + 1);
      if (at < 0) return;
      continue;
    }
    const packet = readPacket(bytes.subarray(at, at + LENGTH));
    if (packet !== undefined) visit(packet);
    at += size;
  }
}

function readPacket(bytes: Buffer): Packet | undefined {
  const flags = bytes[1] ?? 0;
  const control = bytes[3] ?? 0;
  const damaged = (flags & 0x80) !== 0;
  const hasPayload = (control & 0x10) !== 0;
  if (damaged || !hasPayload) return undefined;
  const start = (control & 0x20) === 0 ? 4 : 5 + (bytes[4] ?? 0);
  if (start >= LENGTH) return undefined;
  return {
    pid: ((flags & 31) << 8) | (bytes[2] ?? 0),
    begins: (flags & 0x40) !== 0,
    scrambled: (control & 0xc0) !== 0,
    payload: bytes.subarray(start),
  };
}
