import type { LibraryKind } from '../model/kinds.ts';
import type { NameReading } from '../model/reading.ts';
import { titleKey } from '../model/title-key.ts';
import { type Draft, finish, isEpisode } from './draft.ts';
import { type FolderRoles, isReleaseOfSeason, sortFolders } from './merge-folders.ts';
import { mergeFolders } from './merge-video.ts';
import { readPins } from './pins.ts';
import { readVideoName } from './read-video.ts';
import { extraByName } from './rules/extras.ts';
import { readSidecarFields } from './rules/sidecar.ts';
import { readSeasonFolder } from './season-folder.ts';
import { behindNumberTitle, nameInSeason } from './season-names.ts';
import { SUBTITLE_EXTENSIONS } from './tables/extensions.ts';
import { isObfuscated } from './text/obfuscated.ts';

export interface NameHint {
  readonly kind?: LibraryKind;
}

export function readVideo(stem: string, extension: string, folders: readonly string[], hint: NameHint): NameReading {
  const sorted = sortFolders(folders);
  const movies = hint.kind === 'movies' || (hint.kind === undefined && sorted.movies);
  const roles = isTitleNumber(sorted, stem, movies)
    ? { ...sorted, season: undefined, seasonFolder: undefined, own: folders.at(-1) }
    : sorted;
  if (extension === '' && !isReleaseOfSeason(stem)) {
    const season = seasonFolderItself(stem, roles, folders);
    if (season !== undefined) return season;
  }
  let extra = extraByName(stem, extension) ?? roles.extra;
  const own = extra !== undefined && extra.rule === 'extra.suffix' ? stem.slice(0, extra.stemLength) : stem;
  const sidecar = SUBTITLE_EXTENSIONS.has(extension) ? readSidecarFields(own) : undefined;
  const name = sidecar?.stem ?? own;
  const placed = movies ? name : nameInSeason(name, roles.season, roles.own);
  const draft = readVideoName(placed, {
    place: 'file-name',
    isFile: extension !== '',
    // A number behind the title of a show that is called by a number is an episode, as one in a season folder is.
    inSeason: roles.season !== undefined || (placed !== name && /^\d\d(?!\d)/.test(placed)),
    tv: hint.kind === 'tv' && extension !== '',
    movies,
  });
  if (sidecar !== undefined) settleSidecar(draft, sidecar.language);
  // A show called "Extras" in its own folder.
  if (extra?.rule === 'extra.folder' && draft.title !== undefined && titleKey(draft.title) === titleKey(extra.text))
    extra = undefined;
  if (extra !== undefined) {
    draft.extraType = extra.type;
    const source = extra.rule === 'extra.folder' ? 'folder-name' : 'file-name';
    draft.claims.push({
      field: 'extraType',
      value: extra.type,
      source,
      rule: extra.rule,
      text: extra.text,
      confidence: 0.9,
    });
  }
  const merged =
    roles.own === undefined && roles.season === undefined ? draft : mergeFolders(draft, roles, stem, movies);
  if (folders.length > 0) addFolderPins(merged, folders);
  return finish(merged, typeOf(merged, stem));
}

/** Whether the number that a folder is called by is no season: a year among movies, or the title of a show (`86/86 - 01`). */
function isTitleNumber({ season, seasonFolder = '', own }: FolderRoles, stem: string, movies: boolean): boolean {
  if (season === undefined) return false;
  if (movies) return season >= 1900;
  return own === undefined && /^\d+$/.test(seasonFolder) && behindNumberTitle(stem, seasonFolder) !== stem;
}

/** What a subtitle says of languages, it says of itself. */
function settleSidecar(draft: Draft, language: string | undefined): void {
  const lastTag = draft.hits[draft.name.tokens.length - 1]?.tag;
  const spoken = language ?? draft.languages.pop() ?? (lastTag?.field === 'language' ? lastTag.value : undefined);
  if (spoken !== undefined && !draft.subtitleLanguages.includes(spoken)) draft.subtitleLanguages.push(spoken);
}

function typeOf(draft: Draft, stem: string): NameReading['type'] {
  if (isEpisode(draft)) return 'episode';
  return draft.title === undefined || isObfuscated(stem) ? 'unknown' : 'movie';
}

/** A path to a season folder: the show is the folder above. */
function seasonFolderItself(stem: string, roles: FolderRoles, folders: readonly string[]): NameReading | undefined {
  if (folders.length === 0) return undefined;
  const season = readSeasonFolder(stem, roles.own);
  if (season === undefined) return undefined;
  const draft = readVideoName(roles.own ?? '', { place: 'show-folder', inSeason: false, tv: false, movies: true });
  draft.season = season;
  draft.episodes = [];
  draft.claims.push({
    field: 'season',
    value: season,
    source: 'season-folder',
    rule: 'season.folder',
    text: stem,
    confidence: 0.95,
  });
  return finish(draft, 'episode');
}

function addFolderPins(draft: Draft, folders: readonly string[]): void {
  const own = folders.at(-1);
  const show = folders.at(-2);
  const pins = [
    ...(own === undefined ? [] : readPins(own, 'folder-name')),
    ...(show === undefined ? [] : readPins(show, 'show-folder')),
  ];
  if (pins.length > 0) draft.pins = [...draft.pins, ...pins.map((pin) => ({ ...pin, start: 0, end: 0 }))];
}
