import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormatReader } from '../../src/media/formats/reading.ts';
import { VIDEO_READERS } from '../../src/media/formats/video.ts';
import type { ByteWindow } from '../../src/media/formats/window.ts';
import { makeVideo } from '../../test/support/media-files.ts';
import { median, ownCpu } from '../measure.ts';
import { isInstalled } from '../peers/installed.ts';
import { atLeast, atMost, type Bench, type Row, type Skipped, seconds } from '../row.ts';

const FILES = 2000;
/** One ffprobe takes as long as hundreds of headers: so many are enough for its time a file. */
const PROBED = 40;

interface Measured {
  bytes: number;
  reads: number;
}

/** The headers of Matroska and MP4 files in one process, beside one ffprobe a file. */
export const headers: Bench = async ({ folder, rounds, scale }) => {
  const paths = writeFiles(join(folder, 'headers'), Math.round(FILES * scale));
  const measured: Measured = { bytes: 0, reads: 0 };
  const cpu: number[] = [];
  const wall: number[] = [];
  const probes: number[] = [];
  const hasProbe = isInstalled('ffprobe', '-version');
  for (let round = 0; round < rounds; round++) {
    const [begun, before] = [performance.now(), ownCpu()];
    for (const path of paths) readHeader(path, measured);
    cpu.push((ownCpu() - before) / paths.length);
    wall.push((performance.now() - begun) / 1000 / paths.length);
    if (hasProbe) probes.push(probeSeconds(paths.slice(0, PROBED)));
  }
  const used = median(cpu) * 1000;
  const reads = measured.reads / paths.length / rounds;
  const kibibytes = measured.bytes / paths.length / rounds / 1024;
  const name = `header of ${paths.length} MKV and MP4`;
  const own: Row = {
    name: `${name}: milliseconds of CPU a file / 0.5`,
    ratio: used / 0.5,
    bar: atMost(1),
    detail: `${used.toFixed(3)} ms, ${reads.toFixed(1)} reads, ${kibibytes.toFixed(0)} KiB`,
  };
  return [own, besideProbe(`ffprobe / ${name}, wall a file`, median(wall), hasProbe ? median(probes) : undefined)];
};

function besideProbe(name: string, own: number, probe: number | undefined): Row | Skipped {
  if (probe === undefined) return { name, skipped: 'ffprobe is not installed' };
  return { name, ratio: probe / own, bar: atLeast(30), detail: `${seconds(probe)} / ${(own * 1000).toFixed(3)} ms` };
}

function probeSeconds(paths: readonly string[]): number {
  const begun = performance.now();
  for (const path of paths) spawnSync('ffprobe', ['-v', 'error', '-show_streams', path]);
  return (performance.now() - begun) / 1000 / paths.length;
}

function readHeader(path: string, measured: Measured): void {
  const window = openWindow(path, measured);
  const reading = readerOf(path)(window);
  window.close();
  if (reading?.video[0]?.hdr !== 'hdr10') throw new Error(`${path} was not read`);
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

function writeFiles(folder: string, count: number): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const subtitleLanguages = ['eng', 'eng!', 'ger', 'spa', 'fre'];
  const wish = { width: 1920, height: 800, seconds: 5400, audioLanguages: ['eng', 'ger', 'fre'], subtitleLanguages };
  return Array.from({ length: count }, (_, index) => {
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
