import type { GroupFile, MediaGroup } from '../model/files.ts';
import type { GroupKind, ItemKind } from '../model/kinds.ts';
import { addressOfPath } from '../model/paths.ts';
import type { ImageCandidate, SourceRecord } from '../model/records.ts';
import { printable } from '../model/text.ts';

const ITEM_KIND_OF: Readonly<Record<GroupKind, ItemKind>> = { movie: 'movie', series: 'series', album: 'release' };

/**
 * The pictures that lie beside the media, as a source record of their own, so that artwork is chosen among all sources
 * by one rule, in which local outranks remote (R16). Their address holds size and time: a picture that was replaced is
 * another one.
 */
export function localArtwork(group: MediaGroup): SourceRecord | undefined {
  const pictures = group.files.filter((file) => file.role === 'artwork' && file.artworkKind !== undefined);
  if (pictures.length === 0) return undefined;
  const own = pictures.filter(({ season, belongsTo }) => season === undefined && belongsTo === undefined);
  const seasons = [...new Set(pictures.flatMap(({ season }) => (season === undefined ? [] : [season])))];
  const record = (kind: ItemKind, files: readonly GroupFile[]): SourceRecord => ({
    provider: 'local',
    providerId: printable(group.key),
    kind,
    fetchedAt: new Date(Math.max(...files.map(({ mtimeMs }) => mtimeMs), 0)).toISOString(),
    digest: '',
    confidence: 1,
    ids: {},
    values: {},
    credits: [],
    images: files.flatMap(toImage),
    children: [],
  });
  return {
    ...record(ITEM_KIND_OF[group.kind], own),
    children: seasons.map((season) => ({
      ...record(
        'season',
        pictures.filter((file) => file.season === season),
      ),
      position: { season },
    })),
  };
}

function toImage({ artworkKind, path, size, mtimeMs }: GroupFile): ImageCandidate[] {
  return artworkKind === undefined ? [] : [{ kind: artworkKind, url: addressOfPath(path, `${size}-${mtimeMs}`) }];
}
