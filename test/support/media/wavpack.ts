import { join, le, seedBytes } from './bytes.ts';

const BLOCK = 22050;
/** Flags, checksum and data of a block of this length that is silent, as WavPack itself writes it. */
const SILENT_BLOCK = Buffer.from(
  '30198004 07e432ea 02015756 03010040 04040000 000000ff 00ff0506 00000000 00000000 00000000 09020008 00008a02 0000ffff 8858'.replaceAll(
    ' ',
    '',
  ),
  'hex',
);

/** WavPack silence, 44.1 kHz stereo, whole half seconds. 160 bytes a second. */
export function wavpack(seconds: number, seed: string | number): Buffer {
  const blocks = Math.max(1, Math.round((seconds * 44100) / BLOCK));
  return join(
    ...Array.from({ length: blocks }, (_, index) =>
      block(index * BLOCK, blocks * BLOCK, index === 0 ? seed : undefined),
    ),
  );
}

function block(start: number, total: number, seed: string | number | undefined): Buffer {
  // sub-block 0x20: "dummy", skipped by every reader
  const dummy = seed === undefined ? Buffer.alloc(0) : join('\x20\x08', seedBytes(seed));
  const body = join(SILENT_BLOCK.subarray(8), dummy);
  const head = join(le(0x0410, 2), le(0, 2), le(total, 4), le(start, 4), le(BLOCK, 4), SILENT_BLOCK.subarray(0, 8));
  return join('wvpk', le(head.length + body.length, 4), head, body);
}
