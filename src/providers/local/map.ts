import type { GroupFile, MediaGroup } from '../../model/files.ts';
import { type ItemKind, ROOT_KIND } from '../../model/kinds.ts';
import { addressOfPath } from '../../model/paths.ts';
import type { ImageCandidate, SourceRecord } from '../../model/records.ts';
import { printable } from '../../model/text.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { newestChange } from '../shared/local-record.ts';

/**
 * The pictures that lie beside the media, as a source record of their own, so that artwork is chosen among all sources
 * by one rule, in which local outranks remote (R16). Their address holds size and time: a picture that was replaced is
 * another one. Undefined where there are none.
 */
export function artworkRecord(group: MediaGroup): SourceRecord | undefined {
  const pictures = group.files.filter((file) => file.role === 'artwork' && file.artworkKind !== undefined);
  if (pictures.length === 0) return undefined;
  const own = pictures.filter(({ season, belongsTo }) => season === undefined && belongsTo === undefined);
  const seasons = [...new Set(pictures.flatMap(({ season }) => (season === undefined ? [] : [season])))];
  const record = (kind: ItemKind, files: readonly GroupFile[]): SourceRecord => ({
    ...bareRecord('local', kind, printable(group.key), { fetchedAt: newestChange(files), digest: '' }),
    images: files.flatMap(toImage),
  });
  return {
    ...record(ROOT_KIND[group.kind], own),
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
