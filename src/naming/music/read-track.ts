import type { ClaimSource } from '../../model/reading.ts';
import { titleKey } from '../../model/title-key.ts';
import { claim, type Draft, newDraft } from '../draft.ts';
import { readPins } from '../pins.ts';
import { discFolder, GENERIC_FOLDERS } from '../tables/folder-words.ts';
import { cleanText } from '../text/clean.ts';
import { tokenise } from '../text/tokens.ts';
import { type MusicRelease, readMusicRelease } from './release-name.ts';
import { readTrackName } from './track-name.ts';

/** The members of a reading that only music has. */
export interface MusicParts {
  artist: string | undefined;
  album: string | undefined;
  disc: number | undefined;
  track: number | undefined;
  trackTitle: string | undefined;
}

/** Reads an audio file: its own name, then disc folder, album folder, artist folder. */
export function readTrack(stem: string, folders: readonly string[]): { draft: Draft; parts: MusicParts } {
  const draft = newDraft(tokenise(stem), 'file-name');
  const name = readTrackName(stem);
  const parts: MusicParts = {
    artist: name.artist,
    album: undefined,
    disc: name.disc,
    track: name.track,
    trackTitle: name.title,
  };
  say(draft, 'file-name', 'disc', name.disc, name.rule, stem);
  say(draft, 'file-name', 'track', name.track, name.rule, stem);
  say(draft, 'file-name', 'artist', name.artist, name.rule, stem);
  say(draft, 'file-name', 'trackTitle', name.title, name.rule, stem);
  readFolders(draft, parts, folders);
  return { draft, parts };
}

function readFolders(draft: Draft, parts: MusicParts, folders: readonly string[]): void {
  let at = folders.length - 1;
  const disc = discFolder().exec(folders[at]?.trim() ?? '');
  if (disc !== null && at > 0) {
    parts.disc ??= discNumber(disc[1] ?? '');
    say(draft, 'season-folder', 'disc', parts.disc, 'disc.folder', folders[at] ?? '');
    at--;
  }
  const albumFolder = folders[at];
  if (albumFolder === undefined || isGeneric(albumFolder)) return;
  const release = readMusicRelease(albumFolder, 'folder-name');
  parts.album = release.album;
  draft.year = release.draft.year;
  draft.audioCodecs.push(...release.draft.audioCodecs);
  draft.releaseGroup = release.draft.releaseGroup;
  say(draft, 'folder-name', 'album', release.album, 'album.folder', albumFolder);
  if (draft.year !== undefined) say(draft, 'folder-name', 'year', draft.year, 'year.folder', albumFolder);
  const artistFolder = folders[at - 1];
  const above = artistFolder === undefined || isGeneric(artistFolder) ? undefined : cleanText(artistFolder);
  const albumArtist = release.artist ?? above;
  if (parts.artist === undefined && albumArtist !== undefined && albumArtist !== '') {
    parts.artist = albumArtist;
    say(
      draft,
      release.artist === undefined ? 'show-folder' : 'folder-name',
      'artist',
      albumArtist,
      'artist.folder',
      release.artist === undefined ? (artistFolder ?? '') : albumFolder,
    );
  }
  if (release.artist !== undefined && above !== undefined) tellAlbumInParts(draft, release, above);
  const pins = [
    ...readPins(albumFolder, 'folder-name'),
    ...(artistFolder === undefined ? [] : readPins(artistFolder, 'show-folder')),
  ];
  draft.pins = [...draft.pins, ...pins.map((pin) => ({ ...pin, start: 0, end: 0 }))];
}

/** "Artist/First - Second": the album folder names an artist, or its album is called "First - Second". */
function tellAlbumInParts(draft: Draft, { artist = '', album }: MusicRelease, above: string): void {
  if (album === undefined || above === '' || titleKey(above) === titleKey(artist)) return;
  const title = `${artist} - ${album}`;
  draft.alternatives.push({ weight: 0.5, rule: 'alternative.album-in-parts', title, artist: above });
}

function discNumber(text: string): number | undefined {
  const number = Number(text);
  if (!Number.isNaN(number)) return number;
  const letter = text.toLowerCase().charCodeAt(0) - 0x60;
  return letter >= 1 && letter <= 4 ? letter : undefined;
}

function isGeneric(folder: string): boolean {
  return GENERIC_FOLDERS.has(titleKey(folder));
}

function say(
  draft: Draft,
  source: ClaimSource,
  field: string,
  value: string | number | undefined,
  rule: string,
  text: string,
): void {
  if (value === undefined) return;
  claim(draft, field, value, rule, 0, 0, 0.8);
  const last = draft.claims.pop();
  if (last !== undefined) draft.claims.push({ ...last, source, text });
}
