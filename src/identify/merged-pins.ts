import { NOT_FOUND } from '../model/answer.ts';
import { EXTERNAL_ID_KINDS, type ExternalId, type ExternalIds } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { Candidate } from '../model/outcome.ts';
import type { Pin } from '../model/reading.ts';
import type { MetadataSource } from '../providers/port.ts';
import { type Asking, ask } from './asking.ts';

/** The pinned id where the source that gives such ids out answered with another one. */
export function mergedPin(
  { kind, value }: Pin,
  { ids }: Candidate,
  source: MetadataSource | undefined,
  group: GroupKind,
): readonly ExternalId[] {
  if (kind === 'mbid' || source?.idKind[group] !== kind) return [];
  const now = ids[kind];
  return now === undefined || now === value ? [] : [{ kind, value }];
}

/** Pinned ids of what the work belongs to that differ from those it has, because its source has merged them into these. */
export async function mergedPins(
  pinned: ExternalIds,
  { ids }: Candidate,
  source: MetadataSource | undefined,
  log: Asking,
): Promise<readonly ExternalId[]> {
  const merged: ExternalId[] = [];
  for (const kind of EXTERNAL_ID_KINDS) {
    const [value, now] = [pinned[kind], ids[kind]];
    if (source?.currentId === undefined || value === undefined || now === undefined || value === now) continue;
    const current = await ask(log, source.id, async () => source.currentId?.({ kind, value }, log.signal) ?? NOT_FOUND);
    if (current.status === 'ok' && current.value === now) merged.push({ kind, value });
  }
  return merged;
}
