import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormatReader } from '../../src/media/formats/reading.ts';
import { VIDEO_READERS } from '../../src/media/formats/video.ts';
import type { ByteWindow } from '../../src/media/formats/window.ts';
import { makeVideo } from '../../test/support/media-files.ts';

/*
 * CPU and bytes a header of 2,000 Matroska and MP4 files, in one process, and one ffprobe a file where it is installed.
 * Usage: node scripts/run-ts.js bench/media/headers.ts [FILES]
 */
const COUNT = Number(process.argv[2] ?? 2000);
const PROBED = 20;
const folder = mkdtempSync(join(tmpdir(), 'revenge-headers-'));

interface Measured {
  bytes: number;
  reads: number;
}

function openWindow(path: string, measured: Measured): ByteWindow & { close(): void } {
  const handle = openSync(path, 'r');
  return {
    size: fstatSync(handle).size,
    read(offset, length) {
      const buffer = Buffer.allocUnsafe(length);
      const read = readSync(handle, buffer, 0, length, offset);
      measured.bytes += read;
      measured.reads++;
      return buffer.subarray(0, read);
    },
    close: () => closeSync(handle),
  };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function writeFiles(): readonly string[] {
  const subtitleLanguages = ['eng', 'eng!', 'ger', 'spa', 'fre'];
  const wish = { width: 1920, height: 800, seconds: 5400, audioLanguages: ['eng', 'ger', 'fre'], subtitleLanguages };
  return Array.from({ length: COUNT }, (_, index) => {
    const container = index % 2 === 0 ? 'mkv' : 'mp4';
    const path = join(folder, `${index}.${container}`);
    writeFileSync(path, makeVideo({ ...wish, container, hdr: 'hdr10', seed: index }));
    return path;
  });
}

function readerOf(path: string): FormatReader {
  const reader = VIDEO_READERS.get(path.endsWith('.mkv') ? 'matroska' : 'mp4');
  if (reader === undefined) throw new Error(`no reader for ${path}`);
  return reader;
}

try {
  const paths = writeFiles();
  for (let round = 1; round <= 5; round++) {
    const measured = { bytes: 0, reads: 0 };
    const begun = performance.now();
    const before = cpu();
    for (const path of paths) {
      const window = openWindow(path, measured);
      const reading = readerOf(path)(window);
      window.close();
      if (reading?.video[0]?.hdr !== 'hdr10') throw new Error(`${path} was not read`);
    }
    const used = ((cpu() - before) / COUNT).toFixed(3);
    const wall = ((performance.now() - begun) / COUNT).toFixed(3);
    const perFile = `${(measured.reads / COUNT).toFixed(1)} reads, ${Math.round(measured.bytes / COUNT / 1024)} KiB`;
    console.log(`round ${round}: ${used} ms CPU, ${wall} ms wall a file, bar ≤ 0.5 ms CPU; ${perFile}`);
  }
  const begun = performance.now();
  const probed = paths.slice(0, PROBED);
  const missing = probed.some(
    (path) => spawnSync('ffprobe', ['-v', 'error', '-show_streams', path]).error !== undefined,
  );
  if (missing) console.log('ffprobe is not installed');
  else console.log(`ffprobe: ${((performance.now() - begun) / PROBED).toFixed(1)} ms wall a file`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
