import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeVideo } from '../../test/support/media-files.ts';
import { title } from './untagged-library.ts';

/** A film with the tracks that an ordinary disc has. */
const FILM = {
  width: 1920,
  height: 800,
  seconds: 5400,
  audioLanguages: ['eng', 'ger'],
  subtitleLanguages: ['eng', 'ger', 'spa'],
} as const;
const EPISODES = 36;

/** Writes movies in folders of their own, Matroska and MP4 in turns, and their subtitles. Returns the files. */
export function writeMovies(root: string, movies: number): number {
  for (let index = 0; index < movies; index++) {
    const name = `${title(index)} (${1950 + (index % 75)})`;
    const container = index % 2 === 0 ? 'mkv' : 'mp4';
    mkdirSync(join(root, name), { recursive: true });
    writeFileSync(join(root, name, `${name}.${container}`), makeVideo({ ...FILM, container, seed: index }));
    writeFileSync(join(root, name, `${name}.en.srt`), `1\n00:00:00,000 --> 00:00:01,000\n${index}\n`);
  }
  return movies * 2;
}

/** Writes shows of two seasons. Returns the files. */
export function writeShows(root: string, shows: number): number {
  const ofSeason = EPISODES / 2;
  for (let index = 0; index < shows; index++) {
    const name = `${title(index)} Stories`;
    for (let episode = 0; episode < EPISODES; episode++) {
      const season = 1 + Math.floor(episode / ofSeason);
      const folder = join(root, name, `Season ${season}`);
      const place = `S0${season}E${String(1 + (episode % ofSeason)).padStart(2, '0')}`;
      mkdirSync(folder, { recursive: true });
      const bytes = makeVideo({ ...FILM, container: 'mkv', seed: `${index} ${episode}` });
      writeFileSync(join(folder, `${name} - ${place}.mkv`), bytes);
    }
  }
  return shows * EPISODES;
}
