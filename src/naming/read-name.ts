import type { LibraryKind } from '../model/kinds.ts';
import type { NameReading } from '../model/reading.ts';
import { type Draft, finish, isEpisode } from './draft.ts';
import {
  applySeason,
  dropShowFromEpisodeTitle,
  type FolderRoles,
  fillFrom,
  isReleaseOfSeason,
  sortFolders,
} from './merge-folders.ts';
import { type MusicParts, readTrack } from './music/read-track.ts';
import { readMusicRelease } from './music/release-name.ts';
import { splitPath } from './path-parts.ts';
import { readPins } from './pins.ts';
import { readVideoName } from './read-video.ts';
import { extraByFolder, extraByName } from './rules/extras.ts';
import { readSidecarFields } from './rules/sidecar.ts';
import { readSeasonFolder } from './season-folder.ts';
import { AUDIO_EXTENSIONS, SUBTITLE_EXTENSIONS } from './tables/extensions.ts';
import { isObfuscated } from './text/obfuscated.ts';
import { titleKey } from './title-key.ts';

export interface NameHint {
  readonly kind?: LibraryKind;
}

/** Music is read as music only where the name is surely of music, or the library is. */
const SURELY_MUSIC = 0.7;

/**
 * What a path alone claims: the file's name first, then its folder, season folder and show folder. `path` is a bare name
 * or a path, POSIX or Windows. `hint` is the kind of the library, where it is known. Never throws; linear in the length.
 */
export function readName(path: string, hint: NameHint = {}): NameReading {
  const { folders, stem, extension } = splitPath(path);
  const extra = extraByName(stem, extension);
  if (AUDIO_EXTENSIONS.has(extension) || (hint.kind === 'music' && extension !== '')) {
    if (extra?.type !== 'themesong' && extraByFolder(folders.at(-1) ?? '')?.type !== 'themesong')
      return readAudio(stem, folders);
  }
  if (extension === '' && mayBeMusic(stem, hint)) {
    const release = readMusicRelease(stem, 'file-name');
    if (release.certainty >= SURELY_MUSIC || hint.kind === 'music')
      return finishMusic(release.draft, {
        artist: release.artist,
        album: release.album,
        disc: undefined,
        track: undefined,
        trackTitle: undefined,
      });
  }
  return readVideo(stem, extension, folders, hint);
}

/** A look that costs little: the words of music releases, or a name parted by tight dashes around a year. */
function mayBeMusic(stem: string, hint: NameHint): boolean {
  return hint.kind === 'music' || MUSIC_WORDS.test(stem) || SCENE_MUSIC.test(stem);
}

const MUSIC_WORDS = /[([]320[)\]]|mp3|flac|kbps|m4a|lossless|discogra|\bape\b|wavpack|anthology/i;
const SCENE_MUSIC = /^[^-]+-[^-]+-(?:[^-]+-)*(?:19|20)\d\d-[^-]|^[^-]+-(?:19|20)\d\d-[^-]{4,}-\w+$/;

function readAudio(stem: string, folders: readonly string[]): NameReading {
  const { draft, parts } = readTrack(stem, folders);
  return finishMusic(draft, parts);
}

function finishMusic(draft: Draft, parts: MusicParts): NameReading {
  const { artist, album, disc, track, trackTitle } = parts;
  return {
    ...finish(draft, 'track'),
    ...(artist === undefined ? {} : { artist }),
    ...(album === undefined ? {} : { album }),
    ...(disc === undefined ? {} : { disc }),
    ...(track === undefined ? {} : { track }),
    ...(trackTitle === undefined ? {} : { trackTitle }),
  };
}

function readVideo(stem: string, extension: string, folders: readonly string[], hint: NameHint): NameReading {
  const roles = sortFolders(folders);
  const movies = hint.kind === 'movies' || (hint.kind === undefined && roles.movies);
  if (extension === '' && !isReleaseOfSeason(stem)) {
    const season = seasonFolderItself(stem, roles, folders);
    if (season !== undefined) return season;
  }
  const extra = extraByName(stem, extension) ?? roles.extra;
  const own = extra !== undefined && extra.rule === 'extra.suffix' ? stem.slice(0, extra.stemLength) : stem;
  const sidecar = SUBTITLE_EXTENSIONS.has(extension) ? readSidecarFields(own) : undefined;
  const draft = readVideoName(sidecar?.stem ?? own, {
    place: 'file-name',
    inSeason: roles.season !== undefined || hint.kind === 'tv',
    movies,
  });
  if (sidecar !== undefined) settleSidecar(draft, sidecar.language);
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
  const draft = readVideoName(roles.own ?? '', { place: 'show-folder', inSeason: false, movies: true });
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

function mergeFolders(draft: Draft, roles: FolderRoles, stem: string, movies: boolean): Draft {
  const said = isEpisode(draft);
  if (roles.season !== undefined && roles.seasonFolder !== undefined)
    applySeason(draft, roles.season, roles.seasonFolder);
  if (roles.own === undefined) return draft;
  const folder = readVideoName(roles.own, {
    place: roles.season === undefined ? 'folder-name' : 'show-folder',
    inSeason: false,
    movies,
  });
  const counted = isEpisodeOfPack(draft, folder, stem);
  if (!counted && (isObfuscated(stem) || saysLess(draft, folder))) {
    fillFrom(folder, draft, stem);
    folder.extraType = draft.extraType;
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

function addFolderPins(draft: Draft, folders: readonly string[]): void {
  const own = folders.at(-1);
  const show = folders.at(-2);
  const pins = [
    ...(own === undefined ? [] : readPins(own, 'folder-name')),
    ...(show === undefined ? [] : readPins(show, 'show-folder')),
  ];
  if (pins.length > 0) draft.pins = [...draft.pins, ...pins.map((pin) => ({ ...pin, start: 0, end: 0 }))];
}
