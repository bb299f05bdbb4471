import { type Draft, isEpisode } from './draft.ts';
import { extraByFolder } from './rules/extras.ts';
import { readSeasonFolder } from './season-folder.ts';
import { DISC_FOLDER, GENERIC_FOLDERS } from './tables/folder-words.ts';
import { titleKey } from './title-key.ts';

/** The folders of a file, by what they are to it. */
export interface FolderRoles {
  /** Type of extra that a folder says, with the folder. */
  readonly extra: ReturnType<typeof extraByFolder>;
  readonly season: number | undefined;
  readonly seasonFolder: string | undefined;
  /** Folder of the release, movie or show that the file is in. */
  readonly own: string | undefined;
}

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
  const folder = folders[at];
  if (folder === undefined) return { extra, season: undefined, seasonFolder: undefined, own: undefined };
  const above = folders[at - 1];
  const season = readSeasonFolder(folder, above !== undefined && !isGeneric(above) ? above : undefined);
  const packed = season !== undefined && /[\s._-]s\d{1,4}(?:[\s._-]|$)/i.test(folder);
  if (season !== undefined && !packed) return { extra, season, seasonFolder: folder, own: ownFolder(above) };
  return { extra, season, seasonFolder: season === undefined ? undefined : folder, own: ownFolder(folder) };
}

function isPassed(folder: string): boolean {
  const lower = folder.toLowerCase();
  return (
    DISC_FOLDER.test(folder) ||
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

export function isGeneric(folder: string): boolean {
  return GENERIC_FOLDERS.has(titleKey(folder));
}

/** A bare number in a season folder is an episode of that season. */
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
  if (draft.episodes.length === 0 && draft.absolute.length > 0) {
    draft.episodes = draft.absolute;
    draft.absolute = [];
  }
}

const HASH = /^(?:[0-9a-f]{16,}|[a-z0-9]{18,}|[0-9a-f]{8}(?:-[0-9a-f]{4,12}){3,4})$/i;

/** Names that say nothing: checksums, random letters. */
export function isObfuscated(stem: string): boolean {
  const name = stem.replace(/^_unpack[_ ]/i, '');
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return false;
  if (HASH.test(name)) return /\d/.test(name);
  return name.length >= 10 && !/[_-]/.test(name) && mixedUp(name);
}

/** Case and digits change more often than in words. */
function mixedUp(name: string): boolean {
  let changes = 0;
  let digits = 0;
  for (let index = 1; index < name.length; index++) {
    if (classOf(name, index) !== classOf(name, index - 1)) changes++;
    if (classOf(name, index) === 0) digits++;
  }
  return digits > 1 && changes * 3 > name.length;
}

function classOf(name: string, index: number): number {
  const code = name.charCodeAt(index);
  return code < 0x3a ? 0 : code < 0x60 ? 1 : 2;
}

/** Fields that the file's name leaves open are taken from its folder. */
export function fillFrom(draft: Draft, folder: Draft, folderName: string): void {
  const fill = <
    K extends 'year' | 'resolution' | 'source' | 'videoCodec' | 'audioChannels' | 'releaseGroup' | 'format3d' | 'title',
  >(
    field: K,
  ): void => {
    if (draft[field] !== undefined || folder[field] === undefined) return;
    draft[field] = folder[field];
    say(draft, field, folder[field] ?? '', folderName);
  };
  fill('title');
  if (draft.year === undefined && folder.year !== undefined && sameTitle(draft, folder)) fill('year');
  if (!isEpisode(draft) || !isEpisode(folder) || sameEpisode(draft, folder)) {
    fill('resolution');
    fill('source');
    fill('videoCodec');
    fill('audioChannels');
    fill('format3d');
    fill('releaseGroup');
    if (draft.audioCodecs.length === 0) draft.audioCodecs = folder.audioCodecs;
    if (draft.edition.length === 0) draft.edition = folder.edition;
    if (draft.languages.length === 0) draft.languages = folder.languages;
    if (draft.hdr.length === 0) draft.hdr = folder.hdr;
  }
}

function sameEpisode(draft: Draft, folder: Draft): boolean {
  return draft.season === folder.season && (folder.episodes.length === 0 || folder.episodes[0] === draft.episodes[0]);
}

function sameTitle(draft: Draft, folder: Draft): boolean {
  if (draft.title === undefined || folder.title === undefined) return true;
  return titleKey(draft.title) === titleKey(folder.title);
}

function say(draft: Draft, field: string, value: string | number, folder: string): void {
  draft.claims.push({ field, value, source: 'folder-name', rule: `${field}.folder`, text: folder, confidence: 0.7 });
}
