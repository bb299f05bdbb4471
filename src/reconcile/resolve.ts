import type { FieldName } from '../model/fields.ts';
import { groupBy } from '../model/group-by.ts';
import { DERIVED } from '../model/ids.ts';
import type { ItemKind } from '../model/kinds.ts';
import { LOCKED_CONFIDENCE, type SourceValue } from '../model/records.ts';
import type { Resolve, ResolvedFields } from '../model/resolved.ts';
import { compareText } from '../util/compare.ts';
import { join } from './join.ts';
import { fieldPolicy, type Policy } from './policy.ts';
import { rankIn } from './provider-order.ts';
import { sortTitleOf } from './sort-title.ts';

const SORTED_BY_TITLE: ReadonlySet<ItemKind> = new Set(['movie', 'series', 'artist', 'release-group', 'release']);

/**
 * Binds a policy. The result is pure: the same values in any order give the same fields, so that a change of policy
 * re-resolves without any request, and a second run changes nothing.
 */
export function createResolve(policy: Policy): Resolve {
  return (values, kind) => {
    const byField = groupBy(values, ({ field }) => field);
    const entries: unknown[][] = [];
    for (const [field, competing] of [...byField].sort(([one], [other]) => compareText(one, other))) {
      const resolved = resolveField(policy, kind, field, competing);
      if (resolved !== undefined) entries.push([field, resolved]);
    }
    const fields: ResolvedFields = Object.fromEntries(entries);
    return withSortTitle(fields, kind);
  };
}

function resolveField(policy: Policy, kind: ItemKind, field: FieldName, competing: readonly SourceValue[]) {
  const { order, mode } = fieldPolicy(policy, kind, field);
  const ranked = [...competing].sort(
    (one, other) =>
      rankIn(order, one.provider) - rankIn(order, other.provider) ||
      other.confidence - one.confidence ||
      compareText(other.fetchedAt, one.fetchedAt) ||
      compareText(one.provider, other.provider) ||
      compareText(one.providerId, other.providerId) ||
      compareText(JSON.stringify(one.value), JSON.stringify(other.value)),
  );
  const [first] = ranked;
  if (first === undefined) return undefined;
  const locked = ranked.find(isLocked);
  if (locked !== undefined) return { value: locked.value, provider: locked.provider };
  return { value: COMBINED[mode](ranked.map((each) => each.value)), provider: first.provider };
}

/** A value that an NFO locks holds over those of all sources, and is joined with none. */
function isLocked({ provider, confidence }: SourceValue): boolean {
  return provider === 'nfo' && confidence === LOCKED_CONFIDENCE;
}

const COMBINED = { fill: ([first]: readonly unknown[]) => first, union, join } as const;

/** Lists joined, the first of each kind kept; a value that is no list is left as it is. */
function union(values: readonly unknown[]): unknown {
  if (!values.every(Array.isArray)) return values[0];
  const seen = new Set<string>();
  return values.flat().filter((entry) => {
    const key = entryKey(entry);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** What makes two entries of a list the same: a rating's source, a certification's country, a
 * translation's language, a film's address, a word whatever its case. */
function entryKey(entry: unknown): string {
  if (typeof entry === 'string') return entry.normalize('NFC').toLowerCase();
  if (typeof entry === 'object' && entry !== null) {
    if ('source' in entry) return `source ${String(entry.source).toLowerCase()}`;
    if ('url' in entry) return `url ${String(entry.url)}`;
    if ('country' in entry && 'value' in entry) return `country ${String(entry.country).toLowerCase()}`;
    if ('language' in entry)
      return `language ${String(entry.language)} ${'country' in entry ? String(entry.country) : ''}`;
  }
  return JSON.stringify(entry);
}

function withSortTitle(fields: ResolvedFields, kind: ItemKind): ResolvedFields {
  const { title, originalTitle, originalLanguage, sortTitle } = fields;
  if (sortTitle !== undefined || title === undefined || !SORTED_BY_TITLE.has(kind)) return fields;
  const isOriginal = originalTitle === undefined || originalTitle.value === title.value;
  const value = sortTitleOf(title.value, isOriginal ? originalLanguage?.value : undefined);
  return value === undefined ? fields : { ...fields, sortTitle: { value, provider: DERIVED } };
}
