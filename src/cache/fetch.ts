import { setTimeout as sleep } from 'node:timers/promises';
import { hasFittingTexts, LARGEST_BODY, makeEntry } from './entry.ts';
import { answerOf, type Known, type KnownAnswers } from './known-answers.ts';
import type { CacheAnswer, CacheEntry, CacheQuestion, KeptAnswer, Load, Loaded } from './port.ts';
import type { Locks } from './redis/locks.ts';
import type { TierStack } from './tiers.ts';
import { expiry } from './ttl.ts';

/** Waiting for another machine's answer: first and longest pause between looks, and when to ask oneself. Milliseconds. */
const FIRST_LOOK_MS = 20;
const LONGEST_LOOK_MS = 250;
const WAIT_AT_MOST_MS = 60_000;

export interface FetchTools {
  readonly tiers: TierStack;
  readonly known: KnownAnswers;
  readonly now: () => number;
  /** Absent: each process asks for itself. */
  readonly locks?: Locks | undefined;
}

/** Asks the service and caches its answer. `old`: what is cached now. */
export type Fetch = (
  question: CacheQuestion,
  old: Known | undefined,
  load: Load,
  signal: AbortSignal,
) => Promise<CacheAnswer>;

export function createFetch({ tiers, now }: Pick<FetchTools, 'tiers' | 'now'>): Fetch {
  return async (question, old, load, signal) => {
    const loaded = await load(old?.answer, signal);
    if (loaded.kind === 'failed') {
      if (loaded.staleHelps && old !== undefined) return { kind: 'answer', answer: old.answer, from: 'stale' };
      return loaded;
    }
    const entry = await entryOf(question, old, loaded, now());
    if (entry !== undefined) await tiers.keep(question.key, question.kind, entry);
    if (loaded.kind === 'answer') return { kind: 'answer', answer: loaded.answer, from: 'network' };
    // "Not modified" is only said to those who have something.
    if (old === undefined) throw new Error('304 to a question without a condition');
    return { kind: 'answer', answer: old.answer, from: 'revalidated' };
  };
}

/** As `createFetch`, but one machine at a time asks: the others wait for the answer that it caches. */
export function createFetchAlone({ tiers, known, now, locks }: FetchTools): Fetch {
  const fetch = createFetch({ tiers, now });
  return async (question, old, load, signal) => {
    if (locks === undefined || question.kind === 'picture') return fetch(question, old, load, signal);
    const giveUp = now() + WAIT_AT_MOST_MS;
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(LONGEST_LOOK_MS, pause * 2)) {
      const lock = await locks.take(question.key);
      if (lock.kind === 'held') {
        try {
          // Another machine may have been done with it just before.
          const newer = await known.lookUp(question, 'findLasting');
          if (newer !== undefined && known.isGood(newer, question)) return answerOf(newer);
          return await fetch(question, newer ?? old, load, signal);
        } finally {
          await lock.release();
        }
      }
      if (lock.kind === 'none' || now() > giveUp) return fetch(question, old, load, signal);
      await sleep(pause, undefined, { signal });
      const newer = await known.lookUp(question, 'findLasting');
      if (newer !== undefined && known.isGood(newer, question)) return answerOf(newer);
    }
  };
}

/** The entry to cache; undefined for an answer that is not to be cached. */
async function entryOf(
  { kind, key }: CacheQuestion,
  old: Known | undefined,
  loaded: Exclude<Loaded, { kind: 'failed' }>,
  now: number,
): Promise<CacheEntry | undefined> {
  if (loaded.kind === 'answer') {
    const times = expiry(kind, isFound(loaded.answer), loaded.cacheControl, now);
    const { answer } = loaded;
    const fits = answer.body.length <= LARGEST_BODY && hasFittingTexts(answer, key);
    return loaded.keep && fits && times !== undefined ? makeEntry(answer, times) : undefined;
  }
  const times = old && expiry(kind, isFound(old.answer), loaded.cacheControl, now);
  return times === undefined || old === undefined ? undefined : { ...old.found.entry, ...times };
}

function isFound({ status }: KeptAnswer): boolean {
  return status >= 200 && status < 300;
}
