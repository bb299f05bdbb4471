import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeAudio, makeVideo } from '../../test/support/media-files.ts';

/**
 * Writes a library of about `files` real, unique files below `root`: half movies with a subtitle and a poster's place,
 * three tenths episodes, two tenths tracks. The same size gives the same names and contents.
 */
export async function writeLibrary(root: string, files: number): Promise<number> {
  let written = 0;
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
    written += 1;
  };
  for (let index = 0; written < files * 0.5; index++) {
    const stem = `${title(index)} (${1950 + (index % 75)})`;
    await put(
      `Movies/${stem}/${stem}.mkv`,
      await makeVideo({ container: 'mkv', width: 1280, height: 720, seconds: 1, seed: index }),
    );
    await put(`Movies/${stem}/${stem}.en.srt`, Buffer.from(`1\n00:00:00,000 --> 00:00:01,000\n${index}\n`));
  }
  for (let index = 0; written < files * 0.8; index++) {
    const series = `${title(Math.floor(index / 20))} Stories`;
    const season = 1 + (Math.floor(index / 10) % 2);
    const episode = `S0${season}E${String(1 + (index % 10)).padStart(2, '0')}`;
    const bytes = await makeVideo({ container: 'mp4', width: 640, height: 360, seconds: 1, seed: 1_000_000 + index });
    await put(`TV/${series}/Season ${season}/${series} - ${episode}.mp4`, bytes);
  }
  for (let index = 0; written < files; index++) {
    const album = `${title(Math.floor(index / 10))} Songs`;
    const track = String(1 + (index % 10)).padStart(2, '0');
    const bytes = await makeAudio({ format: 'flac', seconds: 1, seed: 2_000_000 + index });
    await put(`Music/The Bench Band/${album}/${track} - Song ${track}.flac`, bytes);
  }
  return written;
}

const FIRST = [
  'Amber',
  'Broken',
  'Crimson',
  'Distant',
  'Endless',
  'Frozen',
  'Golden',
  'Hidden',
  'Iron',
  'Jade',
  'Last',
  'Silent',
];
const SECOND = [
  'Anchor',
  'Bridge',
  'Castle',
  'Desert',
  'Empire',
  'Forest',
  'Garden',
  'Harbour',
  'Island',
  'Journey',
  'River',
  'Winter',
];

export function title(index: number): string {
  const first = FIRST[index % FIRST.length] ?? '';
  const second = SECOND[Math.floor(index / FIRST.length) % SECOND.length] ?? '';
  const number = Math.floor(index / (FIRST.length * SECOND.length));
  return number === 0 ? `${first} ${second}` : `${first} ${second} of Room ${number}`;
}
