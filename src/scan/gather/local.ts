import { linkFiles } from '../../identify/links.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { FsPath } from '../../model/files.ts';
import type { ProviderId } from '../../model/ids.ts';
import type { UnaskedSource } from '../../model/outcome.ts';
import type { Position, SourceRecord } from '../../model/records.ts';
import type { LocalSource } from '../../providers/port.ts';
import type { ScanContext } from '../context.ts';
import type { GroupDiff, IdentifiedGroup, With } from '../envelope.ts';
import type { Collect } from './collect.ts';

/** What the files of a group say of its work, without any catalogue. */
interface LocalRecords {
  readonly records: readonly SourceRecord[];
  /** Local sources that were read to the end. */
  readonly complete: readonly ProviderId[];
}

/** One record for each local source that has something to say of the group. */
export async function localRecords(
  context: ScanContext,
  { group, diff, identified }: With<'identified'>,
  links: ReadonlyMap<FsPath, readonly Position[]>,
  { missing, collect }: { readonly missing: readonly UnaskedSource[]; readonly collect: Collect },
): Promise<LocalRecords> {
  const { nfo, tags, claims, unread } = identified.read;
  const work = { group, nfo, tags, claims, links };
  const sources = context.sources.local.filter(({ groups }) => groups.includes(group.kind));
  const records: SourceRecord[] = [];
  for (const source of sources) {
    const record = await collect(source.id, () => optional(source.record(work)));
    if (record !== undefined) records.push(record);
  }
  return { records, complete: completeOf(diff, sources, [...missing, ...unread]) };
}

/**
 * The records of a group that no catalogue has confirmed, for an item of its own. Ids of the work are left out: no source
 * knows them, or they contradict each other, so they must not tie the item to another work.
 */
export async function gatherUnconfirmed(
  context: ScanContext,
  envelope: With<'identified'>,
  collect: Collect,
): Promise<LocalRecords & { readonly links: ReadonlyMap<FsPath, readonly Position[]> }> {
  const links = linkFiles({ group: envelope.group, tags: envelope.identified.read.tags, records: [] });
  const { records, complete } = await localRecords(context, envelope, links, { missing: [], collect });
  return { records: records.map(withoutWorkIds), complete, links };
}

/** An artist keeps the ids that tags give: they do not say which album it is. */
function withoutWorkIds({ parent, ...record }: SourceRecord): SourceRecord {
  if (parent === undefined) return { ...record, ids: {} };
  return { ...record, ids: {}, parent: parent.kind === 'release-group' ? { ...parent, ids: {} } : parent };
}

/** Whether an item that a catalogue has confirmed is stored for the group. Its values stay until its identity is settled. */
export function hasConfirmedItem({ stored }: IdentifiedGroup): boolean {
  return stored?.identification !== undefined && Object.keys(stored.ids).length > 0;
}

/** Sources that read media files and their names. */
const OF_MEDIA_FILES: ReadonlySet<ProviderId> = new Set(['tags', 'name']);

/** Local sources that nothing kept from saying all that they have to say. */
function completeOf(
  { absence }: GroupDiff,
  local: readonly LocalSource[],
  unread: readonly UnaskedSource[],
): readonly ProviderId[] {
  if (absence === 'unknown') return [];
  const ids = local.map(({ id }) => id).filter((id) => !unread.some(({ provider }) => provider === id));
  return absence === 'all' ? ids : ids.filter((id) => !OF_MEDIA_FILES.has(id));
}

function optional<T>(value: T | undefined): Answer<T> {
  return value === undefined ? NOT_FOUND : ok(value);
}
