import type { FsPath, GroupFile, MediaGroup } from '../model/files.ts';
import type { FileTags } from '../model/media.ts';
import { pathKey } from '../model/paths.ts';
import type { Position, SourceRecord } from '../model/records.ts';
import type { Located } from '../providers/port.ts';
import { linkAlbum } from './links-album.ts';
import { linkEpisode, listEpisodes } from './links-series.ts';

export interface LinkInput {
  readonly group: MediaGroup;
  /** What Arr services said of the group's files. */
  readonly located?: readonly Located[];
  /** The gathered trees of the work; an empty list where nobody was asked. */
  readonly records: readonly SourceRecord[];
  readonly tags: readonly FileTags[];
}

/**
 * Which part of the work each main file is. No positions = the work itself: always so for a movie, and for files of a
 * series or album of which nothing says where they belong. Several positions = several episodes in one file.
 */
export function linkFiles({ group, located = [], records, tags }: LinkInput): Map<FsPath, readonly Position[]> {
  const main = group.files.filter(({ role }) => role === 'main');
  switch (group.kind) {
    case 'movie':
      return new Map(main.map(({ relativePath }) => [relativePath, []]));
    case 'album':
      return new Map([...linkAlbum(main, records, tags), ...toldTracks(main, located)]);
    case 'series': {
      const told = toldPositions(located);
      const episodes = listEpisodes(records);
      return new Map(
        main.map(({ relativePath, reading }) => [
          relativePath,
          told.get(pathKey(relativePath)) ?? (reading === undefined ? [] : linkEpisode(reading, episodes)),
        ]),
      );
    }
  }
}

/** What Lidarr says a file holds outranks tags and names: it compared the sound of files with the track lists. */
function toldTracks(main: readonly GroupFile[], located: readonly Located[]): [FsPath, readonly Position[]][] {
  const told = new Map<string, readonly Position[]>();
  for (const { relativePath, disc, tracks } of located.flatMap(({ files }) => files)) {
    const key = pathKey(relativePath);
    if (disc === undefined || tracks === undefined || tracks.length === 0 || told.has(key)) continue;
    told.set(
      key,
      tracks.map((track) => ({ disc, track })),
    );
  }
  return main.flatMap(({ relativePath }): [FsPath, readonly Position[]][] => {
    const positions = told.get(pathKey(relativePath));
    return positions === undefined ? [] : [[relativePath, positions]];
  });
}

/** What Sonarr says a file holds outranks every reading of its name. */
function toldPositions(located: readonly Located[]): Map<string, readonly Position[]> {
  const told = new Map<string, readonly Position[]>();
  for (const { files } of located) {
    for (const { relativePath, season, episodes } of files) {
      const key = pathKey(relativePath);
      if (season === undefined || episodes === undefined || episodes.length === 0 || told.has(key)) continue;
      told.set(
        key,
        episodes.map((episode) => ({ season, episode })),
      );
    }
  }
  return told;
}
