import type { ExternalIds } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { Candidate } from '../model/outcome.ts';
import type { Pin } from '../model/reading.ts';
import type { Located, MetadataSource, Sources } from '../providers/port.ts';
import type { Asking } from './asking.ts';
import { ask } from './asking.ts';
import { describe } from './by-path.ts';
import { conflictingKind, pinnedIds } from './pins.ts';
import type { IdentifyInput, KnownIdentity } from './types.ts';

export type PinResult =
  | {
      readonly status: 'matched';
      readonly ids: ExternalIds;
      readonly located: readonly Located[];
      readonly candidate?: Candidate;
    }
  | { readonly status: 'unresolved' }
  | { readonly status: 'degraded' };

/**
 * The work that pins name: from an Arr's list, which costs nothing; by an id that a source takes as its own; by turning
 * a foreign id into the work. A pin that nobody can resolve is never replaced by a search.
 */
export async function identifyByPins(
  input: IdentifyInput,
  pins: readonly Pin[],
  sources: Sources,
  known: KnownIdentity,
  log: Asking,
): Promise<PinResult> {
  const ids = pinnedIds(pins);
  const { kind } = input.group;
  const located = await fromLists(input, ids, sources, log);
  const contrary = located.find((each) => contradicts(each.ids, ids, undefined, log));
  if (contrary !== undefined) return { status: 'unresolved' };
  if (located.length > 0) return { status: 'matched', ids: { ...located[0]?.ids, ...ids }, located };
  const metadata = sources.metadata.filter(({ groups }) => groups.includes(kind));
  const own = pins.find((pin) => metadata.some(({ idKind }) => idKind[kind] === pin.kind));
  if (own !== undefined || (metadata.length === 0 && Object.keys(ids).length > 0)) {
    log.reasons.push(`pinned by ${(own ?? pins[0])?.text ?? 'an id'}`);
    return { status: 'matched', ids, located: [] };
  }
  const before = log.degraded.length;
  for (const pin of pins) {
    const candidate = await resolvePin(pin, kind, metadata, log);
    if (candidate === undefined) continue;
    if (contradicts(candidate.ids, ids, pin.kind, log)) return { status: 'unresolved' };
    log.reasons.push(`pinned by ${pin.text}: "${candidate.title}" (${candidate.provider} ${candidate.providerId})`);
    return { status: 'matched', ids: { ...candidate.ids, ...ids }, located: [], candidate };
  }
  if (log.degraded.length === before) return { status: 'unresolved' };
  if ((await known.itemByIds(kind === 'album' ? 'release' : kind, ids)) === undefined) return { status: 'degraded' };
  log.reasons.push(`pinned by ${pins[0]?.text ?? 'an id'}, an item that is stored already`);
  return { status: 'matched', ids, located: [] };
}

async function fromLists(
  { group }: IdentifyInput,
  ids: ExternalIds,
  { managers }: Sources,
  log: Asking,
): Promise<Located[]> {
  const found: Located[] = [];
  if (Object.keys(ids).length === 0) return found;
  for (const manager of managers) {
    if (!manager.groups.includes(group.kind)) continue;
    const answer = await ask(log, manager.id, () => manager.byId(ids, group.kind, log.signal));
    if (answer.status !== 'ok') continue;
    log.reasons.push(`${manager.instance} has the pinned work in its list: ${describe(answer.value)}`);
    found.push(answer.value);
  }
  return found;
}

/**
 * Whether the work found by one pin is another one than a second pin names. The pin's own kind is left out: what a
 * source says of a foreign id is only a claim, and the pin outranks it.
 */
function contradicts(found: ExternalIds, pinned: ExternalIds, by: Pin['kind'] | undefined, log: Asking): boolean {
  const others = { ...pinned };
  if (by !== undefined && by !== 'mbid') delete others[by];
  const kind = conflictingKind(found, others);
  if (kind !== undefined)
    log.reasons.push(`two ids contradict each other: ${kind} ${pinned[kind]} and ${kind} ${found[kind]}`);
  return kind !== undefined;
}

async function resolvePin(
  pin: Pin,
  kind: GroupKind,
  metadata: readonly MetadataSource[],
  log: Asking,
): Promise<Candidate | undefined> {
  for (const source of metadata) {
    if (!source.resolves.includes(pin.kind)) continue;
    const answer = await ask(log, source.id, () =>
      source.resolve({ kind: pin.kind, value: pin.value }, kind, log.signal),
    );
    if (answer.status === 'ok') return answer.value;
    if (answer.status === 'not-found') log.reasons.push(`${source.id} does not know ${pin.text}`);
  }
  return undefined;
}
