import { titleKey } from '../model/title-key.ts';
import { type Draft, isEpisode } from './draft.ts';
import {
  applySeason,
  dropShowFromEpisodeTitle,
  type FolderRoles,
  fillFrom,
  isReleaseOfSeason,
} from './merge-folders.ts';
import { readVideoName } from './read-video.ts';
import { isObfuscated } from './text/obfuscated.ts';

/** A folder that is nothing but a year. */
export const YEAR_FOLDER = /^[([]?((?:19|20)\d\d)[)\]]?$/;

export function mergeFolders(draft: Draft, roles: FolderRoles, stem: string, movies: boolean): Draft {
  const said = isEpisode(draft);
  if (roles.season !== undefined && roles.seasonFolder !== undefined)
    applySeason(draft, roles.season, roles.seasonFolder);
  if (roles.own === undefined) return draft;
  if (fillYear(draft, roles)) return draft;
  const folder = readVideoName(roles.own, {
    place: roles.season === undefined ? 'folder-name' : 'show-folder',
    inSeason: false,
    tv: false,
    movies,
  });
  const counted = isEpisodeOfPack(draft, folder, stem);
  if (!counted && (roles.disc || isObfuscated(stem) || saysLess(draft, folder))) {
    if (!roles.disc) fillFrom(folder, draft, stem);
    folder.extraType = draft.extraType;
    // A subtitle says its own language; the folder is that of the video.
    if (draft.subtitleLanguages.length > 0) folder.subtitleLanguages = draft.subtitleLanguages;
    return folder;
  }
  if (
    roles.season !== undefined &&
    !said &&
    draft.title !== undefined &&
    folder.title !== undefined &&
    draft.year === undefined &&
    !isReleaseOfSeason(roles.own)
  ) {
    // Nothing but words in a season folder: they name the episode.
    draft.episodeTitle ??= draft.title;
    draft.title = folder.title;
  }
  countedByFolder(draft, folder);
  readVersionLabel(draft, stem, roles.own);
  fillFrom(draft, folder, roles.own);
  dropShowFromEpisodeTitle(draft);
  return draft;
}

/** `Movies/2004/Name.mkv`: a folder that is nothing but a year holds the works of that year. */
function fillYear(draft: Draft, { own, season, disc }: FolderRoles): boolean {
  const year = YEAR_FOLDER.exec(own ?? '')?.[1];
  if (year === undefined || season !== undefined || disc || isEpisode(draft)) return false;
  if (draft.title === undefined || draft.title === year) return false;
  if (draft.year === undefined) {
    draft.year = Number(year);
    draft.claims.push({
      field: 'year',
      value: draft.year,
      source: 'folder-name',
      rule: 'year.folder',
      text: own ?? '',
      confidence: 0.6,
    });
  }
  return true;
}

/** "Name 921-928/921.mkv": the number is one of those that the folder counts. */
function isEpisodeOfPack(draft: Draft, folder: Draft, stem: string): boolean {
  if (!/^\d{1,4}$/.test(stem)) return false;
  const number = Number(stem);
  if (folder.absolute.includes(number)) draft.absolute = [number];
  else if (folder.episodes.includes(number)) {
    draft.episodes = [number];
    draft.season = folder.season;
  } else return false;
  draft.title = undefined;
  draft.claims.push({
    field: 'episodes',
    value: number,
    source: 'file-name',
    rule: 'episode.of-pack',
    text: stem,
    confidence: 0.7,
  });
  return true;
}

/** The folder is of one release and the file's name is a short form of it: "Cosmopolis.2012…/ano-cosmo.720p.mkv". */
function saysLess(draft: Draft, folder: Draft): boolean {
  if (folder.title === undefined) return false;
  if (isEpisode(folder) && folder.episodes.length > 0)
    return draft.rule !== 'episode.sxxeyy' && draft.rule !== 'episode.nxnn' && draft.rule !== 'date';
  if (isEpisode(draft) || isEpisode(folder)) return false;
  if (draft.year !== undefined || draft.extraType !== undefined) return false;
  return folder.year !== undefined || (folder.releaseGroup !== undefined && folder.source !== undefined);
}

/** Several versions in one folder: the folder's exact name, then ` - label`. Source: Jellyfin's multiple versions. */
function readVersionLabel(draft: Draft, stem: string, folder: string): void {
  if (isEpisode(draft) || draft.extraType !== undefined || draft.part !== undefined) return;
  const rest = stem.slice(folder.length);
  if (!rest.startsWith(' - ') || !stem.startsWith(folder)) return;
  const label = rest
    .slice(3)
    .replace(/^\[(.*)\]$/, '$1')
    .trim();
  if (label === '') return;
  draft.versionLabel = label;
  draft.claims.push({
    field: 'versionLabel',
    value: label,
    source: 'file-name',
    rule: 'version.behind-folder-name',
    text: rest,
    confidence: 0.8,
  });
}

/** "The Simpsons/The Simpsons 12": what the file has more than its folder is a count. */
function countedByFolder(draft: Draft, folder: Draft): void {
  if (
    isEpisode(draft) ||
    draft.title === undefined ||
    folder.title === undefined ||
    draft.year !== undefined ||
    folder.year !== undefined
  )
    return;
  const match = /^(.*\D)(\d{1,4})$/.exec(draft.title);
  if (match?.[1] === undefined || titleKey(match[1]) !== titleKey(folder.title)) return;
  draft.title = match[1].trim();
  draft.episodes = [Number(match[2])];
  draft.claims.push({
    field: 'episodes',
    value: Number(match[2]),
    source: 'file-name',
    rule: 'episode.beyond-folder',
    text: match[2] ?? '',
    confidence: 0.6,
  });
}
