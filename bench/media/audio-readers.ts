// CPU a file of the audio readers: 2,000 small tagged MP3 and FLAC files, opened, sniffed by name and read in one process.
// Usage: node scripts/run-ts.js bench/media/audio-readers.ts [files]
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { AUDIO_READERS } from '../../src/media/formats/audio.ts';
import type { ByteWindow } from '../../src/media/formats/window.ts';
import { audioTagsOf } from '../../src/media/tags/of-reading.ts';
import { taggedFlac, taggedMp3, trackFields } from '../trees/tagged-sound.ts';

const FILES = Number(process.argv[2] ?? 2000);
const ALBUM = 'An album';
const FIELDS = trackFields(ALBUM, 1, 1);
function fileWindow(file: number, size: number): ByteWindow {
  return {
    size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
    },
  };
}

function readOne(path: string, format: string): void {
  const file = openSync(path, 'r');
  try {
    const reading = AUDIO_READERS.get(format)?.(fileWindow(file, fstatSync(file).size));
    if (reading === undefined || audioTagsOf(reading)?.album !== ALBUM) throw new Error(`nothing in ${path}`);
  } finally {
    closeSync(file);
  }
}

/** Opens each file and reads its first 64 KiB: what no reader can do without. */
function openOne(path: string): void {
  const file = openSync(path, 'r');
  const size = Math.min(65536, fstatSync(file).size);
  readSync(file, Buffer.allocUnsafe(size), 0, size, 0);
  closeSync(file);
}

function microseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / FILES;
}

const folder = mkdtempSync(joinPath(tmpdir(), 'revenge-bench-'));
try {
  for (const [format, bytes] of [
    ['mp3', taggedMp3(FIELDS)],
    ['flac', taggedFlac(FIELDS)],
  ] as const) {
    const paths = Array.from({ length: FILES }, (_, index) => joinPath(folder, `${index}.${format}`));
    for (const path of paths) writeFileSync(path, bytes);
    const rounds = [1, 2, 3].map(() => ({
      read: microseconds(() => {
        for (const path of paths) readOne(path, format);
      }),
      open: microseconds(() => {
        for (const path of paths) openOne(path);
      }),
    }));
    for (const [index, { read, open }] of rounds.entries()) {
      const ratio = (read / open).toFixed(2);
      console.log(
        `${format} round ${index + 1}: ${read.toFixed(0)} µs of CPU a file; open and read alone: ${open.toFixed(0)} µs; ratio ${ratio}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
