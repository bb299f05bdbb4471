import { join } from 'node:path';
import { sideBySide } from '../measure.ts';
import { isInstalled } from '../peers/installed.ts';
import { minidlnaScan } from '../peers/minidlna.ts';
import { scanOf } from '../revenge.ts';
import { atLeast, type Bench, costText } from '../row.ts';
import { writeMusic } from '../trees/music.ts';
import { writeMovies, writeShows } from '../trees/video.ts';

const ALBUM_FILES = 5000;
const MOVIES = 3000;
const SHOWS = 150;

/** A first scan of films, shows and albums beside MiniDLNA on the same files. */
export const coldMixed: Bench = async ({ folder, rounds, scale }) => {
  const media = join(folder, 'mixed');
  const [movies, tv, music] = [join(media, 'Movies'), join(media, 'TV'), join(media, 'Music')];
  const files =
    writeMovies(movies, Math.round(MOVIES * scale)) +
    writeShows(tv, Math.round(SHOWS * scale)) +
    writeMusic(music, Math.round(ALBUM_FILES * scale));
  const name = `MiniDLNA / cold scan, ${files} mixed files`;
  const { cold } = scanOf(folder, 'cold-mixed', [
    { name: 'Movies', path: movies, kind: 'movies' },
    { name: 'TV', path: tv, kind: 'tv' },
    { name: 'Music', path: music, kind: 'music' },
  ]);
  if (!isInstalled('minidlnad', '-V')) return [{ name, skipped: 'minidlnad is not installed' }];
  const [own, other] = await sideBySide([cold, minidlnaScan(folder, media)], Math.min(rounds, 3));
  if (own === undefined || other === undefined) return [];
  return [{ name, ratio: other.wall / own.wall, bar: atLeast(5), detail: `${costText(other)} / ${costText(own)}` }];
};
