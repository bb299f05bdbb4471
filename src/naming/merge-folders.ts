import { titleKey } from '../model/title-key.ts';
import { type Draft, isEpisode } from './draft.ts';
import { extraByFolder } from './rules/extras.ts';
import { readSeasonFolder } from './season-folder.ts';
import { discFolder, GENERIC_FOLDERS } from './tables/folder-words.ts';

/** The folders of a file, by what they are to it. */
export interface FolderRoles {
  /** Type of extra that a folder says, with the folder. */
  readonly extra: ReturnType<typeof extraByFolder>;
  readonly season: number | undefined;
  readonly seasonFolder: string | undefined;
  /** Folder of the release, movie or show that the file is in. */
  readonly own: string | undefined;
  /** A folder above is called "Movies". */
  readonly movies: boolean;
  /** Stands in a folder of a disc (`VIDEO_TS`, `BDMV/STREAM`), so that its own name says nothing. */
  readonly disc: boolean;
}

const DISC_STRUCTURE = /^(?:bdmv|stream|video_ts|hvdvd_ts)$/i;
const MOVIE_ROOT = /^(?:movies?|films?|filme|peliculas|filmes)$/i;

/** Sorts the folders above a file: extras and disc folders are passed over, season folders read. */
export function sortFolders(folders: readonly string[]): FolderRoles {
  let at = folders.length - 1;
  let extra: FolderRoles['extra'];
  while (at >= 0) {
    const folder = folders[at] ?? '';
    const kind = extra === undefined ? extraByFolder(folder) : undefined;
    if (kind !== undefined && (at > 0 || folders.length === 1)) extra = kind;
    else if (!isPassed(folder)) break;
    at--;
  }
  const movies = folders.some((folder) => MOVIE_ROOT.test(folder));
  const disc = DISC_STRUCTURE.test(folders.at(-1) ?? '');
  const folder = folders[at];
  if (folder === undefined) return { extra, season: undefined, seasonFolder: undefined, own: undefined, movies, disc };
  const above = folders[at - 1];
  const season = readSeasonFolder(folder, above !== undefined && !isGeneric(above) ? above : undefined);
  if (season !== undefined && !isReleaseOfSeason(folder)) {
    return { extra, season, seasonFolder: folder, own: ownFolder(above), movies, disc };
  }
  return {
    extra,
    season,
    seasonFolder: season === undefined ? undefined : folder,
    own: ownFolder(folder),
    movies,
    disc,
  };
}

/** `Show.S01.1080p`: a season folder that names its show. */
export function isReleaseOfSeason(folder: string): boolean {
  return /[\s._-]s\d{1,4}(?:[\s._-]|$)/i.test(folder);
}

function isPassed(folder: string): boolean {
  const lower = folder.toLowerCase();
  return (
    discFolder().test(folder) ||
    lower === 'bdmv' ||
    lower === 'stream' ||
    lower === 'video_ts' ||
    lower === 'subs' ||
    lower === 'subtitles'
  );
}

function ownFolder(folder: string | undefined): string | undefined {
  return folder === undefined || isGeneric(folder) ? undefined : folder;
}

/** Folders that name no work: roots of libraries, download places. */
function isGeneric(folder: string): boolean {
  return GENERIC_FOLDERS.has(titleKey(folder));
}

/** A bare number in a season folder is an episode of that season; `401` in season 4 is its first. */
export function applySeason(draft: Draft, season: number, folder: string): void {
  if (draft.season === undefined && draft.seasons.length === 0 && draft.date === undefined) {
    draft.season = season;
    draft.claims.push({
      field: 'season',
      value: season,
      source: 'season-folder',
      rule: 'season.folder',
      text: folder,
      confidence: 0.9,
    });
  }
  if (draft.episodes.length > 0 || draft.absolute.length === 0 || draft.season !== season) return;
  const compact = draft.absolute.every(
    (number) => number > 99 && Math.floor(number / 100) === season && number % 100 > 0,
  );
  draft.episodes = compact ? draft.absolute.map((number) => number % 100) : draft.absolute;
  draft.absolute = [];
}

type Filled = 'year' | 'resolution' | 'source' | 'videoCodec' | 'audioChannels' | 'releaseGroup' | 'format3d' | 'title';

/** Fields that the file's name leaves open are taken from its folder. */
export function fillFrom(draft: Draft, folder: Draft, folderName: string): void {
  fill(draft, folder, 'title', folderName);
  if (folder.year !== undefined && sameTitle(draft, folder)) fill(draft, folder, 'year', folderName);
  if (isEpisode(draft) && isEpisode(folder) && !sameEpisode(draft, folder)) return;
  for (const field of ['resolution', 'source', 'videoCodec', 'audioChannels', 'format3d', 'releaseGroup'] as const)
    fill(draft, folder, field, folderName);
  if (draft.audioCodecs.length === 0) draft.audioCodecs = folder.audioCodecs;
  if (draft.edition.length === 0) draft.edition = folder.edition;
  if (draft.languages.length === 0) draft.languages = folder.languages;
  if (draft.hdr.length === 0) draft.hdr = folder.hdr;
}

function fill<K extends Filled>(draft: Draft, folder: Draft, field: K, folderName: string): void {
  const value = folder[field];
  if (draft[field] !== undefined || value === undefined) return;
  draft[field] = value;
  draft.claims.push({ field, value, source: folder.place, rule: `${field}.folder`, text: folderName, confidence: 0.7 });
}

function sameEpisode(draft: Draft, folder: Draft): boolean {
  return draft.season === folder.season && (folder.episodes.length === 0 || folder.episodes[0] === draft.episodes[0]);
}

function sameTitle(draft: Draft, folder: Draft): boolean {
  if (draft.title === undefined || folder.title === undefined) return true;
  return titleKey(draft.title) === titleKey(folder.title);
}

/** "Pure Laine/2x05 - Pure Laine - Je me souviens": the show's name before the episode's. */
export function dropShowFromEpisodeTitle(draft: Draft): void {
  const { title, episodeTitle } = draft;
  if (title === undefined || episodeTitle === undefined) return;
  const dash = episodeTitle.indexOf(' - ');
  if (dash > 0 && titleKey(episodeTitle.slice(0, dash)) === titleKey(title))
    draft.episodeTitle = episodeTitle.slice(dash + 3).trim();
}
