import { albumArtist, mostCommon } from '../../model/album-tags.ts';
import { compact } from '../../model/compact.ts';
import type { FsPath, MediaGroup } from '../../model/files.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { FileTags } from '../../model/media.ts';
import { positionKey } from '../../model/place-keys.ts';
import type { Credit, Position, SourceRecord } from '../../model/records.ts';
import { yearOf } from '../../model/year.ts';
import { type LocalPart, localRecordMaker } from '../shared/local-record.ts';

/** Somebody's work, but not always good work. */
const CONFIDENCE = 0.7;

/** What the embedded tags of an album's files say; undefined where no file has tags. */
export function tagsRecord(
  group: MediaGroup,
  tags: readonly FileTags[],
  links: ReadonlyMap<FsPath, readonly Position[]>,
): SourceRecord | undefined {
  if (tags.length === 0) return undefined;
  const make = localRecordMaker(group, 'tags', CONFIDENCE);
  const common = <T extends string | number>(pick: (tag: FileTags) => T | undefined) => mostCommon(tags.map(pick));
  const title = common(({ album }) => album);
  const artist = albumArtist(tags);
  const date = common((tag) => tag.date);
  const values = compact({
    title,
    albumArtist: artist,
    year: yearOf(date) ?? yearOf(common(({ originalDate }) => originalDate)),
    releaseDate: date,
    genres: [...new Set(tags.flatMap(({ genres }) => genres))],
    label: common(({ label }) => label),
    catalogNumber: common(({ catalogNumber }) => catalogNumber),
    barcode: common(({ barcode }) => barcode),
    discTotal: common(({ discTotal }) => discTotal),
  });
  const artistIds = idsOf(
    'musicbrainz-artist',
    common(({ albumArtistMbid }) => albumArtistMbid),
  );
  const groupIds = idsOf(
    'musicbrainz-release-group',
    common(({ ids }) => ids['musicbrainz-release-group']),
  );
  const releaseIds = idsOf(
    'musicbrainz-release',
    common(({ ids }) => ids['musicbrainz-release']),
  );
  const above =
    artist === undefined ? {} : { parent: make({ kind: 'artist', values: { title: artist }, ids: artistIds }) };
  const parent =
    title === undefined
      ? above
      : { parent: make({ kind: 'release-group', values: { title }, ids: groupIds, ...above }) };
  return make({ kind: 'release', values, ids: releaseIds, children: tracks(tags, links, make), ...parent });
}

function tracks(
  tags: readonly FileTags[],
  links: ReadonlyMap<FsPath, readonly Position[]>,
  make: (part: LocalPart) => SourceRecord,
): SourceRecord[] {
  const seen = new Set<string>();
  return tags.flatMap((tag) => {
    const position = links.get(tag.relativePath)?.[0];
    if (position === undefined || seen.has(positionKey(position))) return [];
    seen.add(positionKey(position));
    const values = compact({
      title: tag.title,
      artist: tag.artist,
      discNumber: position.disc,
      trackNumber: position.track,
      duration: tag.duration === undefined ? undefined : Math.round(tag.duration * 1000),
      genres: tag.genres,
      isrc: tag.isrc,
    });
    const ids = {
      ...idsOf('musicbrainz-recording', tag.ids['musicbrainz-recording']),
      ...idsOf('musicbrainz-track', tag.ids['musicbrainz-track']),
    };
    return [make({ kind: 'track', position, values, ids, credits: composers(tag) })];
  });
}

function composers({ composer }: FileTags): Credit[] {
  return composer === undefined ? [] : [{ name: composer, department: 'music', job: 'Composer', order: 0, ids: {} }];
}

function idsOf(kind: keyof ExternalIds, value: string | undefined): ExternalIds {
  return value === undefined ? {} : { [kind]: value };
}
