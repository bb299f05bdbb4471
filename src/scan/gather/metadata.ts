import { NOT_FOUND } from '../../model/answer.ts';
import { mergeIds } from '../../model/external-ids.ts';
import type { MediaGroup } from '../../model/files.ts';
import type { ExternalIds, ProviderId } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { MetadataSource } from '../../providers/port.ts';
import type { ScanContext } from '../context.ts';
import type { With } from '../envelope.ts';
import { mergedAbove, mergedId, movedId, renewedIds } from '../merged-ids.ts';
import type { Collecting } from './collect.ts';
import { keepsItsFacts } from './keeps-its-facts.ts';
import { withOwnId } from './own-id.ts';

/** Asks the metadata sources one after the other, each with the ids that those before it gave. */
export async function askMetadata(
  context: ScanContext,
  envelope: With<'identified'>,
  offered: ExternalIds,
  { missing, collect }: Collecting,
) {
  const { kind } = envelope.group;
  const { signal } = context;
  const wanted = wantedOf(context, envelope.group);
  const records: SourceRecord[] = [];
  let withoutDetails: ProviderId | undefined;
  let ids = offered;
  let formerIds = envelope.identified.formerIds ?? [];
  for (const source of sourcesFor(context, envelope)) {
    const full = await withOwnId(context, envelope, source, ids, collect);
    const fetch = (by: ExternalIds) => collect(source.id, () => source.fetch(by, kind, wanted, signal));
    const unanswered = missing.length;
    let record = await fetch(full);
    if (record === undefined && missing.length === unanswered) {
      const moved = await movedId(source, kind, ids, (by) =>
        collect(source.id, () => source.resolve(by, kind, signal)),
      );
      if (moved !== undefined) record = await fetch(moved);
    }
    if (record === undefined) {
      if (isItsOwnOffer(envelope, source, full)) withoutDetails ??= source.id;
      continue;
    }
    records.push(record);
    const own = mergedId(source, kind, full, record);
    const above = await mergedAbove(envelope.identified.stored?.parents ?? [], record, (id) =>
      collect(source.id, () => source.currentId?.(id, signal) ?? NOT_FOUND),
    );
    const merged = [...own, ...above];
    formerIds = [...formerIds, ...merged.map(({ kind: of, value }) => ({ kind: of, value }))];
    ids = mergeIds([renewedIds(ids, merged), record.ids]);
  }
  return { records, ids, formerIds, withoutDetails };
}

/**
 * Whether a source that has no details of a work is the one that offered the work: in a search, for a pin or for a
 * fingerprint, now or in the last run. The entry may be gone, or not be complete yet.
 */
function isItsOwnOffer(
  { identified, group, diff }: With<'identified'>,
  { id, idKind }: MetadataSource,
  ids: ExternalIds,
): boolean {
  const own = idKind[group.kind];
  if (own === undefined || ids[own] === undefined) return false;
  const { candidate, identification } = identified;
  return candidate?.provider === id || (identification.by === 'store' && diff.known?.outcome === 'degraded');
}

function sourcesFor(context: ScanContext, envelope: With<'identified'>): readonly MetadataSource[] {
  if (keepsItsFacts(envelope)) return [];
  return context.sources.metadata.filter((source) => source.groups.includes(envelope.group.kind));
}

function wantedOf(
  context: ScanContext,
  group: MediaGroup,
): { seasons?: readonly number[]; languages: readonly string[] } {
  const { languages } = context.options;
  if (group.kind !== 'series') return { languages };
  const seasons = new Set(
    group.files.flatMap(({ reading }) => (reading?.season === undefined ? [] : [reading.season])),
  );
  // Absolute numbers and dates do not say the season: then all of them are asked for.
  const unsure = group.files.some(({ role, reading }) => role === 'main' && reading?.season === undefined);
  return unsure ? { languages } : { languages, seasons: [...seasons].sort((a, b) => a - b) };
}
