import type { GroupFile, MediaGroup } from '../model/files.ts';
import type { GroupKind, ItemKind } from '../model/kinds.ts';
import type { ImageCandidate, SourceRecord } from '../model/records.ts';

const ITEM_KIND_OF: Readonly<Record<GroupKind, ItemKind>> = { movie: 'movie', series: 'series', album: 'release' };

/**
 * The pictures that lie beside the media, as a source record of their own, so that artwork is chosen among all sources
 * by one rule, in which local outranks remote (R16). Their address is `file:` and the absolute path.
 */
export function localArtwork(group: MediaGroup, at: string): SourceRecord | undefined {
  const pictures = group.files.filter((file) => file.role === 'artwork' && file.artworkKind !== undefined);
  if (pictures.length === 0) return undefined;
  const own = pictures.filter(({ season, belongsTo }) => season === undefined && belongsTo === undefined);
  const seasons = [...new Set(pictures.flatMap(({ season }) => (season === undefined ? [] : [season])))];
  const record = (kind: ItemKind, files: readonly GroupFile[]): SourceRecord => ({
    provider: 'local',
    providerId: group.key,
    kind,
    fetchedAt: at,
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

function toImage({ artworkKind, path }: GroupFile): ImageCandidate[] {
  return artworkKind === undefined ? [] : [{ kind: artworkKind, url: `file:${path}` }];
}
