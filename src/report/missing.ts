import type { ItemId } from '../model/ids.ts';
import type { Position } from '../model/records.ts';
import type { ItemView } from '../model/views.ts';
import { mainFiles, textOf, withParts } from './item-facts.ts';

/** Something that the library lacks: a part of a work that has other parts, or a work whose files are gone. */
export interface MissingRow {
  readonly kind: 'episode' | 'track' | 'movie' | 'series' | 'release';
  /** The work that it is of. */
  readonly id: ItemId;
  readonly work: string;
  readonly year?: number;
  readonly position?: Position;
  readonly title?: string;
  /** Day on which it was released. */
  readonly date?: string;
  /** Since when the files of the work are gone. */
  readonly missingSince?: string;
}

export interface MissingOptions {
  /** ISO day; what comes out later is not missing yet. */
  readonly today: string;
  readonly specials: boolean;
}

/**
 * What is missing of a work. An episode is missing once its air date has come; an episode without a date is never missing.
 * Specials count only on request, since few people collect them.
 */
export function missingOf(item: ItemView, options: MissingOptions): readonly MissingRow[] {
  const { id, title: work, year, kind } = item;
  if (kind !== 'movie' && kind !== 'series' && kind !== 'release') return [];
  const base = { id, work, ...(year === undefined ? {} : { year }) };
  const parts = [...withParts(item)];
  if (parts.every((part) => mainFiles(part).length === 0)) {
    const gone = parts.flatMap(({ files }) => files.flatMap(({ missingSince }) => missingSince ?? [])).sort();
    const [missingSince] = gone;
    return missingSince === undefined ? [] : [{ ...base, kind, missingSince }];
  }
  return parts.flatMap((part): readonly MissingRow[] => {
    if (mainFiles(part).length > 0) return [];
    const position = part.position === undefined ? {} : { position: part.position };
    if (part.kind === 'track') return [{ ...base, kind: 'track' as const, ...position, title: part.title }];
    if (part.kind !== 'episode') return [];
    const date = textOf(part, 'releaseDate') ?? part.position?.airDate;
    const isSpecial = part.position?.season === 0 && !options.specials;
    if (isSpecial || date === undefined || date > options.today) return [];
    return [{ ...base, kind: 'episode' as const, ...position, title: part.title, date }];
  });
}
