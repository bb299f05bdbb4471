import { compact } from '../../model/compact.ts';
import type { FsPath, GroupFile, MediaGroup } from '../../model/files.ts';
import { ROOT_KIND } from '../../model/kinds.ts';
import { positionKey } from '../../model/place-keys.ts';
import type { Position, SourceRecord } from '../../model/records.ts';
import { localRecordMaker, underSeasons } from '../shared/local-record.ts';

/** A name is a claim. */
const CONFIDENCE = 0.4;

type Links = ReadonlyMap<FsPath, readonly Position[]>;

/** What the names of folder and files claim; always something, so that every work has a title and every file a place. */
export function nameRecord(group: MediaGroup, links: Links): SourceRecord {
  const make = localRecordMaker(group, 'name', CONFIDENCE);
  const { reading } = group;
  const title = (group.kind === 'album' ? reading.album : undefined) ?? reading.title;
  const { year, artist } = reading;
  const parts = placed(group, links);
  if (group.kind === 'movie') return make({ kind: 'movie', values: compact({ title, year }) });
  if (group.kind === 'series') {
    const episodes = parts.map(({ position, file, alone }) => {
      const { season: seasonNumber, episode: episodeNumber, absolute: absoluteNumber } = position;
      const episodeTitle = alone ? file.reading?.episodeTitle : undefined;
      const values = compact({ title: episodeTitle, seasonNumber, episodeNumber, absoluteNumber });
      return make({ kind: 'episode', position, values });
    });
    return make({ kind: 'series', values: compact({ title, year }), children: underSeasons(episodes, make) });
  }
  const children = parts.map(({ position, file }) => {
    const { disc: discNumber, track: trackNumber } = position;
    const values = compact({ title: file.reading?.trackTitle, artist: file.reading?.artist, discNumber, trackNumber });
    return make({ kind: 'track', position, values });
  });
  const above = artist === undefined ? {} : { parent: make({ kind: 'artist', values: { title: artist } }) };
  return make({
    kind: ROOT_KIND.album,
    values: compact({ title, year, albumArtist: artist }),
    children,
    ...(title === undefined ? above : { parent: make({ kind: 'release-group', values: { title }, ...above }) }),
  });
}

/** Each position once, with the first file that holds it; `alone` = the file holds nothing else. */
function placed(group: MediaGroup, links: Links): { position: Position; file: GroupFile; alone: boolean }[] {
  const seen = new Set<string>();
  return group.files.flatMap((file) => {
    const positions = file.role === 'main' ? (links.get(file.relativePath) ?? []) : [];
    return positions.flatMap((position) => {
      const key = positionKey(position);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ position, file, alone: positions.length === 1 }];
    });
  });
}
