import { mostCommon } from '../model/album-tags.ts';
import type { Answer } from '../model/answer.ts';
import { NOT_FOUND } from '../model/answer.ts';
import { compact } from '../model/compact.ts';
import type { ExternalId, ExternalIds } from '../model/ids.ts';
import { ROOT_KIND } from '../model/kinds.ts';
import type { Candidate } from '../model/outcome.ts';
import type { Pin } from '../model/reading.ts';
import type { Located, MetadataSource, ResolveHints, Sources } from '../providers/port.ts';
import type { Asking } from './asking.ts';
import { ask } from './asking.ts';
import { describe } from './by-path.ts';
import { trackClaims, workClaims } from './claims.ts';
import { mergedPin, mergedPins } from './merged-pins.ts';
import { conflictingKind, pinnedIds } from './pins.ts';
import type { IdentifyInput, KnownIdentity } from './types.ts';

export type PinResult =
  | {
      readonly status: 'matched';
      readonly ids: ExternalIds;
      readonly located: readonly Located[];
      readonly candidate?: Candidate;
      /** The pinned id, where its source answered with the one that it was merged into. */
      readonly formerIds?: readonly ExternalId[];
    }
  | { readonly status: 'unresolved' }
  | { readonly status: 'degraded' };

/**
 * The work that pins name: from an Arr's list, which costs nothing; else a source looks the id up, its own kind before
 * foreign ones. A pin that nobody can resolve is never replaced by a search.
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
  if (metadata.length === 0) {
    if (Object.keys(ids).length === 0) return { status: 'unresolved' };
    log.reasons.push(`pinned by ${pins[0]?.text ?? 'an id'}; no source to ask for it`);
    return { status: 'matched', ids, located: [] };
  }
  const isOwn = (pin: Pin) => metadata.some(({ idKind }) => idKind[kind] === pin.kind);
  const before = log.degraded.length;
  for (const pin of [...pins.filter(isOwn), ...pins.filter((each) => !isOwn(each))]) {
    const answer = await resolvePin(pin, input, metadata, log);
    if (answer.status === 'unavailable' && isOwn(pin)) {
      log.reasons.push(`pinned by ${pin.text}`);
      return { status: 'matched', ids, located: [] };
    }
    if (answer.status !== 'ok') continue;
    const candidate = answer.value;
    const source = metadata.find(({ id }) => id === candidate.provider);
    const merged = await mergedPins(ids, candidate, source, log);
    const still = { ...ids };
    for (const { kind: of } of merged) delete still[of];
    if (contradicts(candidate.ids, still, pin.kind, log)) return { status: 'unresolved' };
    log.reasons.push(`pinned by ${pin.text}: "${candidate.title}" (${candidate.provider} ${candidate.providerId})`);
    // Who gives an id out knows when it was merged into another; of a foreign id the pin knows better.
    const joined = isOwn(pin) ? { ...ids, ...candidate.ids } : { ...candidate.ids, ...still };
    const formerIds = [...mergedPin(pin, candidate, source, kind), ...merged];
    return { status: 'matched', ids: joined, located: [], candidate, ...(formerIds.length === 0 ? {} : { formerIds }) };
  }
  if (log.degraded.length === before) return { status: 'unresolved' };
  if ((await known.itemByIds(ROOT_KIND[kind], ids)) === undefined) return { status: 'degraded' };
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

/** `unavailable` when a source that could have known it could not be asked and none of the others knew it. */
async function resolvePin(
  { kind, value, text }: Pin,
  input: IdentifyInput,
  metadata: readonly MetadataSource[],
  log: Asking,
): Promise<Answer<Candidate>> {
  let unanswered: Answer<Candidate> = NOT_FOUND;
  const hints = hintsOf(input);
  for (const source of metadata) {
    if (!source.resolves.includes(kind)) continue;
    const answer = await ask(log, source.id, () =>
      source.resolve({ kind, value }, input.group.kind, log.signal, hints),
    );
    if (answer.status === 'ok') return answer;
    if (answer.status === 'unavailable') unanswered = answer;
    else log.reasons.push(`${source.id} does not know ${text}`);
  }
  return unanswered;
}

/** What to choose an edition by, where an id stands for several. */
function hintsOf(input: IdentifyInput): ResolveHints {
  const [claim] = workClaims(input);
  const { group, tags } = input;
  if (group.kind !== 'album') return compact({ year: claim?.year });
  const tracks = trackClaims(input);
  const durations = tracks.flatMap(({ duration }) => duration ?? []);
  return compact({
    year: claim?.year,
    trackCount: tracks.length,
    discCount: new Set(tracks.map(({ disc = 1 }) => disc)).size,
    durations: durations.length === tracks.length && tracks.length > 0 ? durations : undefined,
    barcode: mostCommon(tags.map(({ barcode }) => barcode)),
    catalogNumber: mostCommon(tags.map(({ catalogNumber }) => catalogNumber)),
    date: mostCommon(tags.map(({ date }) => date)),
    media: group.reading.source,
  });
}
