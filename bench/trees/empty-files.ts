import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { title } from './untagged-library.ts';

const FILES_A_FOLDER = 10;

/** Writes so many files, ten a movie folder: the film and its subtitles, each of a few bytes. Returns their number. */
export function writeEmptyFiles(root: string, files: number): number {
  const folders = Math.ceil(files / FILES_A_FOLDER);
  for (let index = 0; index < folders; index++) {
    const name = `${title(index)} (${1950 + (index % 75)})`;
    const folder = join(root, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.mkv`), `no film ${index}`);
    for (const language of LANGUAGES) writeFileSync(join(folder, `${name}.${language}.srt`), `${index}\n`);
  }
  return folders * FILES_A_FOLDER;
}

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv'] as const;
