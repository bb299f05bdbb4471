import { compact } from '../model/compact.ts';
import type { EventSink, RevengeEvent, RunSummary } from '../model/events.ts';
import type { FsPath } from '../model/files.ts';
import type { ItemView } from '../model/views.ts';
import type { Store } from '../store/port.ts';
import type { PlannedWrite } from '../tagging/planned.ts';
import { compareText } from '../util/compare.ts';
import { digestOf } from '../util/digest.ts';
import type { Observation, ObservedFile, ObservedGroup } from './expectation.ts';
import { nameIn } from './names.ts';
import { filesOf, observeItem } from './observe-item.ts';

type GroupEvent = Extract<RevengeEvent, { type: 'group' }>;
type WarningEvent = Extract<RevengeEvent, { type: 'warning' | 'error' | 'root-unavailable' }>;

/** What a scan said while it ran. */
export interface ScanRecord {
  readonly groups: readonly GroupEvent[];
  readonly troubles: readonly WarningEvent[];
  readonly summary: RunSummary | undefined;
}

/** A sink that keeps the groups, warnings and the summary of a scan, and draws nothing. */
export function recordScan(): { readonly sink: EventSink; readonly record: () => ScanRecord } {
  const groups: GroupEvent[] = [];
  const troubles: WarningEvent[] = [];
  let summary: RunSummary | undefined;
  const emit = (event: RevengeEvent): void => {
    if (event.type === 'group') groups.push(event);
    else if (event.type === 'warning' || event.type === 'error' || event.type === 'root-unavailable')
      troubles.push(event);
    else if (event.type === 'summary') summary = event.summary;
  };
  return { sink: { emit, close: async () => undefined }, record: () => ({ groups, troubles, summary }) };
}

/** What a scan into an empty store left there, in the form of an expectation. Groups come in the order of their names. */
export async function observeScan(
  store: Store,
  libraries: readonly { readonly name: string; readonly root: FsPath }[],
  { groups, summary }: ScanRecord,
): Promise<Observation> {
  const sizes = new Map<string, readonly ObservedFile[]>();
  for (const { name, root } of libraries) await readFiles(store, name, root, sizes);
  const observed: ObservedGroup[] = [];
  for (const event of groups) {
    const [item] = event.item === undefined ? [] : await store.show({ by: 'id', id: event.item });
    observed.push(observeGroup(event, item, sizes.get(nameIn(event.library, event.key)) ?? []));
  }
  return { counts: summary === undefined ? {} : countsOf(summary), groups: observed.sort(byName) };
}

/** The planned writes of `revenge tag`, by library and path. */
export function observeWrites(writes: readonly PlannedWrite[]): NonNullable<Observation['writes']> {
  return writes
    .map((write) => ({ name: nameIn(write.library, write.path), digest: digestOfWrite(write) }))
    .sort((left, right) => compareText(left.name, right.name));
}

function digestOfWrite(write: PlannedWrite): string {
  if (write.what === 'nfo') return digestOf(write.text);
  if (write.what === 'tag') return digestOf(JSON.stringify(write.fields));
  return write.what === 'picture' ? write.picture.digest : '';
}

function observeGroup(event: GroupEvent, item: ItemView | undefined, files: readonly ObservedFile[]): ObservedGroup {
  const details = item === undefined ? undefined : filesOf(item);
  const { library, key, outcome, by, title, year } = event;
  return {
    library,
    group: key,
    outcome,
    ...compact({ by, title, year }),
    ...(item === undefined ? {} : { item: observeItem(item) }),
    files: files.map((file) => ({ ...file, ...details?.get(nameIn(library, file.path)) })),
  };
}

async function readFiles(
  store: Store,
  library: string,
  root: FsPath,
  into: Map<string, readonly ObservedFile[]>,
): Promise<void> {
  for (const unit of await store.units(root)) {
    const { files } = await store.unit(root, unit);
    const present = files.filter(({ groupKey, missingSince }) => groupKey !== '' && missingSince === undefined);
    for (const { groupKey, relativePath, size } of present.sort((a, b) =>
      compareText(a.relativePath, b.relativePath),
    )) {
      const name = nameIn(library, groupKey);
      into.set(name, [...(into.get(name) ?? []), { path: relativePath, size }]);
    }
  }
}

function countsOf({ groups, files, images, warnings }: RunSummary): Observation['counts'] {
  const { total, matched, ambiguous, unmatched, degraded, ignored } = groups;
  const artwork = images.fetched + images.local;
  return { groups: total, matched, ambiguous, unmatched, degraded, ignored, files: files.seen, artwork, warnings };
}

function byName(left: ObservedGroup, right: ObservedGroup): number {
  return compareText(nameIn(left.library, left.group), nameIn(right.library, right.group));
}
