import type { ExternalId, ExternalIdKind, ExternalIds } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { Candidate } from '../model/outcome.ts';
import type { SourceRecord } from '../model/records.ts';
import type { MetadataSource } from '../providers/port.ts';

/**
 * The id under which a source answers for itself, where it was asked for another one: it has merged the entry. Its word
 * counts, whatever the work was identified by, and the id that it was asked for is a former one.
 */
export function mergedId(
  { idKind }: MetadataSource,
  group: GroupKind,
  asked: ExternalIds,
  answered: SourceRecord,
): { readonly ids: ExternalIds; readonly formerIds: readonly ExternalId[] } {
  const kind = idKind[group];
  const value = kind && asked[kind];
  const now = kind && answered.ids[kind];
  if (kind === undefined || value === undefined || now === undefined || value === now)
    return { ids: {}, formerIds: [] };
  return { ids: { [kind]: now }, formerIds: [{ kind, value }] };
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
