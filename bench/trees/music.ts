import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { taggedFlac, taggedMp3, trackFields } from './tagged-sound.ts';
import { title } from './untagged-library.ts';

const TRACKS = 10;

/** Writes so many tagged files as albums of ten tracks, half of them FLAC and half MP3. Returns their number. */
export function writeMusic(root: string, files: number): number {
  const albums = Math.ceil(files / TRACKS);
  for (let album = 0; album < albums; album++) {
    const name = `${title(album)} Songs`;
    const folder = join(root, 'The Bench Band', `${name} (1999)`);
    mkdirSync(folder, { recursive: true });
    for (let track = 1; track <= TRACKS; track++) {
      const fields = trackFields(name, album, track);
      const seed = album * TRACKS + track;
      const [bytes, format] = album % 2 === 0 ? [taggedFlac(fields, seed), 'flac'] : [taggedMp3(fields, seed), 'mp3'];
      writeFileSync(join(folder, `${String(track).padStart(2, '0')} - Song ${track}.${format}`), bytes);
    }
  }
  return albums * TRACKS;
}
