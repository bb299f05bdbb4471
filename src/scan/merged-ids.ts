import { EXTERNAL_ID_KINDS, type ExternalId, type ExternalIdKind, type ExternalIds } from '../model/ids.ts';
import type { GroupKind, ItemKind } from '../model/kinds.ts';
import type { Candidate } from '../model/outcome.ts';
import type { SourceRecord } from '../model/records.ts';
import type { MetadataSource } from '../providers/port.ts';

/** An id that was merged, and the one that took its place. */
interface MergedId extends ExternalId {
  readonly now: string;
}

/**
 * The id under which a source answers for itself, where it was asked for another one: it has merged the entry. Its word
 * counts, whatever the work was identified by, and the id that it was asked for is a former one.
 */
export function mergedId(
  { idKind }: MetadataSource,
  group: GroupKind,
  asked: ExternalIds,
  answered: SourceRecord,
): readonly MergedId[] {
  const kind = idKind[group];
  const value = kind && asked[kind];
  const now = kind && answered.ids[kind];
  if (kind === undefined || value === undefined || now === undefined || value === now) return [];
  return [{ kind, value, now }];
}

/**
 * The ids of a work whose entry a source does not have any more under its own id, but under another one: asked by what
 * others call it. Only for movies and series: ids of parts of an album also lead to its other editions.
 */
export async function movedId(
  { idKind, resolves }: MetadataSource,
  group: GroupKind,
  ids: ExternalIds,
  resolve: (by: {
    readonly kind: ExternalIdKind;
    readonly value: string;
  }) => Promise<Pick<Candidate, 'ids'> | undefined>,
): Promise<ExternalIds | undefined> {
  const own = idKind[group];
  if (group === 'album' || own === undefined || ids[own] === undefined) return undefined;
  for (const kind of resolves) {
    const value = kind === 'mbid' || kind === own ? undefined : ids[kind];
    if (kind === 'mbid' || value === undefined) continue;
    const now = (await resolve({ kind, value }))?.ids[own];
    if (now !== undefined && now !== ids[own]) return { ...ids, [own]: now };
  }
  return undefined;
}

/**
 * Ids of what a stored work belongs to that its source merged into those which it names now. An artist that is another one
 * now may have been merged or corrected: only the source can tell, so it is asked where the ids differ.
 */
export async function mergedAbove(
  stored: readonly { readonly kind: ItemKind; readonly ids: ExternalIds }[],
  { parent }: SourceRecord,
  currentId: (former: ExternalId) => Promise<string | undefined>,
): Promise<readonly MergedId[]> {
  const found: MergedId[] = [];
  for (let above = parent; above !== undefined; above = above.parent) {
    const before = stored.find(({ kind }) => kind === above?.kind)?.ids ?? {};
    for (const kind of EXTERNAL_ID_KINDS) {
      const [value, now] = [before[kind], above.ids[kind]];
      if (value === undefined || now === undefined || value === now) continue;
      if ((await currentId({ kind, value })) === now) found.push({ kind, value, now });
    }
  }
  return found;
}

/** The ids with those in place of merged ones that these were merged into. */
export function renewedIds(ids: ExternalIds, merged: readonly MergedId[]): ExternalIds {
  const renewed = { ...ids };
  for (const { kind, value, now } of merged) if (renewed[kind] === value) renewed[kind] = now;
  return renewed;
}

/** The ids without those of a list. */
export function withoutIds(ids: ExternalIds, without: readonly ExternalId[]): ExternalIds {
  const rest = { ...ids };
  for (const { kind, value } of without) if (rest[kind] === value) delete rest[kind];
  return rest;
}
