import { timeStampAt } from './timestamps.ts';

export interface PesHeader {
  readonly streamId: number;
  /** Of the content, from the start of the packet. */
  readonly start: number;
  /** Of the whole packet; 0 where it is not bounded, as video in transport streams may be. */
  readonly length: number;
  /** Presentation time in units of 90 kHz. */
  readonly time: number | undefined;
}

/** Packets without the optional header: maps, padding, navigation of DVDs. */
const PLAIN = new Set([0xbc, 0xbe, 0xbf, 0xf0, 0xf1, 0xf2, 0xf8, 0xff]);

/** The header of a packet of an elementary stream (ITU-T H.222.0, 2.4.3.6), in the form of MPEG-2 or of MPEG-1. */
export function readPesHeader(data: Buffer): PesHeader | undefined {
  if (data.length < 9 || data.readUIntBE(0, 3) !== 1) return undefined;
  const streamId = data[3] ?? 0;
  if (streamId < 0xbc) return undefined;
  const said = data.readUInt16BE(4);
  const length = said === 0 ? 0 : 6 + said;
  if (PLAIN.has(streamId)) return { streamId, start: 6, length, time: undefined };
  if (((data[6] ?? 0) & 0xc0) !== 0x80) return { streamId, length, ...oldHeader(data) };
  const time = ((data[7] ?? 0) & 0x80) !== 0 ? timeStampAt(data, 9) : undefined;
  return { streamId, start: 9 + (data[8] ?? 0), length, time };
}

/** MPEG-1: stuffing, perhaps the size of a buffer, then the times. */
function oldHeader(data: Buffer): { readonly start: number; readonly time: number | undefined } {
  let at = 6;
  while (at < 6 + 16 && data[at] === 0xff) at++;
  if (((data[at] ?? 0) & 0xc0) === 0x40) at += 2;
  const kind = (data[at] ?? 0) >> 4;
  if (kind === 2) return { start: at + 5, time: timeStampAt(data, at) };
  if (kind === 3) return { start: at + 10, time: timeStampAt(data, at) };
  return { start: at + 1, time: undefined };
}
