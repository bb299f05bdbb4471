import type { ItemKind } from '../../model/kinds.ts';
import { filePlaceKeys, placeKeys } from '../../model/place-keys.ts';
import type { SavedFile } from '../port.ts';
import { type ItemColumns, positionOf } from './item-row.ts';

/** A file of a save with its row. */
export interface LinkedFile {
  readonly id: number;
  readonly file: SavedFile;
}

/** A descendant of an item with its place. */
export type PlaceRow = Pick<ItemColumns, 'season' | 'episode' | 'absolute' | 'air_date' | 'disc' | 'track'> & {
  readonly id: number;
  readonly kind: ItemKind;
};

/** Which items each file of an item is, given the places of the item's descendants in the order of their ids. */
export function fileTargets(itemId: number, files: readonly LinkedFile[], rows: readonly PlaceRow[]) {
  const places = new Map<string, number>();
  for (const row of rows) {
    for (const key of placeKeys(row.kind, positionOf(row))) if (!places.has(key)) places.set(key, row.id);
  }
  const main = new Map<string, ReadonlySet<number>>();
  for (const { file } of files) {
    if (file.role !== 'main') continue;
    const found = file.positions.flatMap((position) => firstPlace(places, filePlaceKeys(position)));
    main.set(file.relativePath, new Set(found.length > 0 ? found : [itemId]));
  }
  return (file: SavedFile): ReadonlySet<number> => {
    const own = main.get(file.role === 'main' ? file.relativePath : (file.belongsTo ?? file.relativePath));
    if (own !== undefined) return own;
    const season = file.season === undefined ? undefined : places.get(`season ${file.season}`);
    return new Set([season ?? itemId]);
  };
}

function firstPlace(places: ReadonlyMap<string, number>, keys: readonly string[]): readonly number[] {
  for (const key of keys) {
    const place = places.get(key);
    if (place !== undefined) return [place];
  }
  return [];
}
