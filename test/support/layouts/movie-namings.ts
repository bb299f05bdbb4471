import type { LaidFile, Naming } from './layouts.ts';
import type { MovieWork } from './works.ts';

type Path = (words: Words, movie: MovieWork) => string;

interface Words {
  /** The title with what no file name can hold left out. */
  readonly title: string;
  readonly original: string;
  readonly year: number;
  /** Joined by points, as scene releases are. */
  readonly dotted: string;
}

/** A file name cannot hold these. */
export function fileName(title: string): string {
  return title.replace(/: /g, ' - ').replace(/[:/?*"<>|]/g, '');
}

export function dotted(title: string): string {
  return title
    .replace(/[:,'()]/g, '')
    .replaceAll('&', 'and')
    .replace(/[\s-]+/g, '.');
}

function naming(how: string, path: Path, canSettle?: Naming<MovieWork>['canSettle']): Naming<MovieWork> {
  const files = (movie: MovieWork): readonly LaidFile[] => {
    const { title, originalTitle = title, year, minutes } = movie;
    const words = { title: fileName(title), original: fileName(originalTitle), year, dotted: dotted(title) };
    return [{ path: path(words, movie), seconds: minutes * 60 }];
  };
  return canSettle === undefined ? { how, files } : { how, files, canSettle };
}

/** Without a year only the running time tells homonyms apart; a person needs a tenth of difference. */
function byLength(movie: MovieWork, rivals: readonly MovieWork[]): boolean {
  return rivals.every(({ minutes }) => Math.abs(minutes - movie.minutes) > movie.minutes / 10);
}

/** One letter of the longest word is missing; a person sees that in words of seven letters. */
function misspelt(title: string): string {
  const long = title.match(/\p{L}{7,}/gu)?.sort((one, other) => other.length - one.length)[0];
  return long === undefined ? title : title.replace(long, `${long.slice(0, 3)}${long.slice(4)}`);
}

function articleBehind(title: string): string {
  return title.replace(/^(The|A) ([^-]+?)( - .*)?$/, '$2, $1$3');
}

export const MOVIE_NAMINGS: readonly Naming<MovieWork>[] = [
  naming('Title (Year)/Title (Year)', ({ title, year }) => `${title} (${year})/${title} (${year}).mkv`),
  naming(
    'Title (Year) {tmdb-id}',
    ({ title, year }, { id }) => `${title} (${year}) {tmdb-${id}}/${title} (${year}) - 1080p.mkv`,
  ),
  naming(
    'scene folder',
    ({ dotted: name, year }) =>
      `${name}.${year}.1080p.BluRay.x264-GRP/${name.toLowerCase()}.${year}.1080p.bluray.x264-grp.mkv`,
  ),
  naming('scene files side by side', ({ dotted: name, year }) => `${name}.${year}.720p.WEB-DL.DD5.1.H264-GRP.mkv`),
  naming('Title/Title', ({ title }) => `${title}/${title}.mkv`, byLength),
  naming('Title', ({ title }) => `${title}.mkv`, byLength),
  naming('year only in the folder', ({ title, year }) => `${title} (${year})/${title}.mkv`),
  naming('folder says all', ({ title, year }) => `${title} (${year})/movie.mkv`),
  naming('Collection/02 - Title (Year)', ({ title, year }, { collection, id }) =>
    collection === undefined
      ? `Box ${Number(id) % 9}/${String((Number(id) % 12) + 1).padStart(2, '0')} - ${title} (${year}).mkv`
      : `${fileName(collection.name)}/${String(collection.number).padStart(2, '0')} - ${title} (${year}).mkv`,
  ),
  naming('Title (Original title) (Year)', ({ title, original, year }) => {
    const name = original === title ? `${title} (${year})` : `${title} (${original}) (${year})`;
    return `${name}/${name}.mkv`;
  }),
  naming('Original title (Year)', ({ original, year }) => `${original} (${year})/${original} (${year}).mkv`),
  naming('Original title', ({ original }) => `${original}/${original}.mkv`, byLength),
  naming('title_year', ({ dotted: name, year }) => `${name.replaceAll('.', '_').toLowerCase()}_${year}.avi`),
  naming(
    'German scene',
    ({ dotted: name, year }) => `${name}.${year}.German.DL.1080p.BluRay.x264-GRP/${name}.German.DL.${year}.1080p.mkv`,
  ),
  naming('Year/Title', ({ title, year }) => `${year}/${title}.mkv`),
  naming('Genre/Title (Year)', ({ title, year }) => `Drama/${title} (${year}) [1080p].mkv`),
  naming('Title [Year]', ({ title, year }) => `${title} [${year}] [BluRay] [1080p] [YTS]/${title}.${year}.1080p.mp4`),
  naming('Year - Title', ({ title, year }) => `${year} - ${title}/${year} - ${title}.mkv`),
  naming(
    'Title, The (Year)',
    ({ title, year }) => `${articleBehind(title)} (${year})/${articleBehind(title)} (${year}).mkv`,
  ),
  naming('one letter wrong', ({ title, year }) => `${misspelt(title)} (${year})/${misspelt(title)} (${year}).mkv`),
];
