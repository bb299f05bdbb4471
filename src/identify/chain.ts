import { mergeIds } from '../model/external-ids.ts';
import type { ExternalIds } from '../model/ids.ts';
import type { Identification, ScoredCandidate } from '../model/outcome.ts';
import type { Pin } from '../model/reading.ts';
import type { Located, Sources } from '../providers/port.ts';
import type { Asking } from './asking.ts';
import { identifyByFingerprint } from './by-fingerprint.ts';
import { locateByPath } from './by-path.ts';
import { identifyByPins } from './by-pin.ts';
import { identifyBySearch } from './by-search.ts';
import { currentPins } from './current-pins.ts';
import { DEFAULT_THRESHOLDS, type Decision } from './decide.ts';
import { collectPins, conflictingKind, contradiction, pinnedIds } from './pins.ts';
import type { Identified, IdentifyInput, IdentifyOptions, KnownIdentity } from './types.ts';

/** Candidates kept for `review`; more than these no person compares. */
const KEPT = 8;

/**
 * Finds out which work a group is: an Arr that knows the path → the item stored for the group → pins → what the files' content is known as → searches. Stops
 * at the first certain answer.
 *
 * A source that could not be asked makes the outcome `degraded`, unless another gives a certain answer. Never throws,
 * except when `signal` aborts.
 */
export async function identifyGroup(
  input: IdentifyInput,
  sources: Sources,
  known: KnownIdentity,
  options: IdentifyOptions,
  signal: AbortSignal,
): Promise<Identified> {
  const written = collectPins(input);
  const pins = await currentPins(written, input.group.kind, known);
  const { located, log } = input.paths ?? (await locateByPath(input.group, sources, signal));
  return (
    byPath(input, { written, pins }, located, log) ??
    byStore(input, pins, located, log) ??
    (await byPins(input, pins, sources, known, log)) ??
    (await byFingerprint(input, options, log)) ??
    (await bySearch(input, sources, options, log))
  );
}

function byPath(
  { stored }: IdentifyInput,
  { written, pins }: { readonly written: readonly Pin[]; readonly pins: readonly Pin[] },
  located: readonly Located[],
  log: Asking,
): Identified | undefined {
  const [first] = located;
  if (first === undefined) return undefined;
  const ids = mergeIds(located.map((each) => each.ids));
  // The Arr may know the work by its old id as well as by the new one.
  const other = conflictingKind(ids, pinnedIds(written)) && conflictingKind(ids, pinnedIds(pins));
  if (other !== undefined) {
    const pin = pins.find(({ kind }) => kind === other);
    log.reasons.push(`${pin?.text ?? other} names another work than ${first.record.provider}`);
    if (pin?.source === 'person') return undefined;
  }
  const chosen = [...pins, ...written].filter(({ source }) => source === 'person');
  if (chosen.length > 0 && !chosen.some(({ kind, value }) => kind !== 'mbid' && ids[kind] === value)) return undefined;
  if (stored !== undefined && conflictingKind(ids, stored.ids) !== undefined) {
    log.reasons.push('the store held another identity; the one of the path is taken');
  }
  return { identification: matched(log, ids, first.record.provider, 1), located };
}

function byStore(
  { stored }: IdentifyInput,
  pins: readonly Pin[],
  located: readonly Located[],
  log: Asking,
): Identified | undefined {
  // An item without an id is one that no catalogue has confirmed: it cannot confirm itself.
  if (stored === undefined || located.length > 0 || Object.keys(stored.ids).length === 0) return undefined;
  const other = conflictingKind(stored.ids, pinnedIds(pins));
  if (other !== undefined) {
    log.reasons.push(
      `${pins.find(({ kind }) => kind === other)?.text ?? other} names another work than the stored one`,
    );
    return undefined;
  }
  log.reasons.push('identified before; the stored identity is kept');
  return { identification: matched(log, stored.ids, 'store', 1) };
}

async function byPins(
  input: IdentifyInput,
  pins: readonly Pin[],
  sources: Sources,
  known: KnownIdentity,
  log: Asking,
): Promise<Identified | undefined> {
  if (pins.length === 0) return undefined;
  const against = contradiction(pins);
  if (against !== undefined) {
    log.reasons.push(`two ids contradict each other: ${against[0].text} and ${against[1].text}`);
    return { identification: open(log, 'ambiguous') };
  }
  const result = await identifyByPins(input, pins, sources, known, log);
  if (result.status === 'matched') {
    const { ids, located, candidate, formerIds } = result;
    return {
      identification: matched(log, ids, 'pin', 1),
      ...(formerIds === undefined ? {} : { formerIds }),
      ...(located.length === 0 ? {} : { located }),
      ...(candidate === undefined ? {} : { candidate }),
    };
  }
  if (result.status === 'degraded') return { identification: open(log, 'degraded') };
  log.reasons.push(
    `no source can resolve ${pins.map(({ text }) => text).join(', ')}; an id is never replaced by a search`,
  );
  return { identification: open(log, 'ambiguous') };
}

async function byFingerprint(
  { fingerprints = [] }: IdentifyInput,
  { thresholds = DEFAULT_THRESHOLDS }: IdentifyOptions,
  log: Asking,
): Promise<Identified | undefined> {
  const decision = await identifyByFingerprint(fingerprints, thresholds, log);
  return decision === undefined ? undefined : decided(decision, log);
}

async function bySearch(
  input: IdentifyInput,
  sources: Sources,
  options: IdentifyOptions,
  log: Asking,
): Promise<Identified> {
  const { kind } = input.group;
  if (!sources.metadata.some(({ groups }) => groups.includes(kind)))
    log.reasons.push(`no source to search for ${kind === 'album' ? 'an' : 'a'} ${kind}`);
  return decided(await identifyBySearch(input, sources, options, log), log);
}

function decided({ outcome, chosen, candidates, reasons }: Decision, log: Asking): Identified {
  log.reasons.push(...reasons);
  if (chosen === undefined) {
    const degraded = log.degraded.length > 0 ? 'degraded' : outcome === 'matched' ? 'unmatched' : outcome;
    return { identification: open(log, degraded, candidates) };
  }
  const others = candidates.filter((candidate) => candidate !== chosen);
  const score = Math.round((1 - chosen.distance) * 10_000) / 10_000;
  return { identification: matched(log, chosen.ids, chosen.provider, score, others), candidate: chosen };
}

function matched(
  { reasons, degraded }: Asking,
  ids: ExternalIds,
  by: string,
  score: number,
  candidates: readonly ScoredCandidate[] = [],
): Identification {
  return { outcome: 'matched', ids, by, score, reasons, candidates: candidates.slice(0, KEPT), degraded };
}

function open(
  { reasons, degraded }: Asking,
  outcome: 'ambiguous' | 'unmatched' | 'degraded',
  candidates: readonly ScoredCandidate[] = [],
): Identification {
  return { outcome, ids: {}, reasons, candidates: candidates.slice(0, KEPT), degraded };
}
