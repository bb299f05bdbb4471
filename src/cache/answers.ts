import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { abortable } from '../http/abort.ts';
import { hasFittingTexts, LARGEST_BODY, makeEntry, unpack } from './entry.ts';
import type { AnswerCache, CacheAnswer, CacheEntry, CacheQuestion, KeptAnswer, Load, Loaded } from './port.ts';
import type { Locks } from './redis/locks.ts';
import type { Found, TierStack } from './tiers.ts';
import { expiry, LIFETIMES } from './ttl.ts';

export interface AnswerCacheOptions {
  readonly tiers: TierStack;
  readonly now: () => number;
  /** Absent: each process asks for itself. */
  readonly locks?: Locks | undefined;
  /** Tells other processes to forget keys. */
  readonly publish?: ((keys: readonly string[]) => Promise<void>) | undefined;
  readonly onClose?: () => Promise<void> | void;
}

/** Waiting for another machine's answer: first and longest pause between looks, and when to ask oneself. Milliseconds. */
const FIRST_LOOK_MS = 20;
const LONGEST_LOOK_MS = 250;
const WAIT_AT_MOST_MS = 60_000;
/** Clocks of machines may differ by so much. Milliseconds. */
const CLOCK_SLACK_MS = 3_600_000;
/** Old answers that are asked about again in the background at once. */
const BACKGROUND = 4;

type Known = { readonly found: Found; readonly answer: KeptAnswer };

/** The façade over all tiers: the times of ttl.ts, one question at a time for each key, here and between machines. */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const { tiers, now, locks } = options;
  const flights = new Map<string, { readonly work: Promise<CacheAnswer>; readonly signal: AbortSignal }>();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const background = new Set<Promise<unknown>>();

  async function lookUp(question: CacheQuestion, where: 'find' | 'findLasting' = 'find'): Promise<Known | undefined> {
    const { key, kind } = question;
    const found = await tiers[where](key, kind);
    // An entry that would outlast every other one is of a clock that is wrong, here or where it was kept.
    if (found === undefined || found.entry.hard > now() + LIFETIMES[kind].hard + CLOCK_SLACK_MS) return undefined;
    // Under another key than its own it would give a work the identity of another one.
    const answer = found.entry.url === question.url ? await unpack(found.entry) : undefined;
    if (answer !== undefined) return { found, answer };
    await tiers.drop([key]);
    return undefined;
  }

  /** Asks the service and keeps what it says. */
  async function fetch(
    question: CacheQuestion,
    old: Known | undefined,
    load: Load,
    signal: AbortSignal,
  ): Promise<CacheAnswer> {
    const loaded = await load(old?.answer, signal);
    if (loaded.kind === 'failed') {
      if (loaded.staleHelps && old !== undefined) return { kind: 'answer', answer: old.answer, from: 'stale' };
      return loaded;
    }
    const entry = await entryOf(question, old, loaded);
    if (entry !== undefined) await tiers.keep(question.key, question.kind, entry);
    if (loaded.kind === 'answer') return { kind: 'answer', answer: loaded.answer, from: 'network' };
    // "Not modified" is only said to those who have something.
    if (old === undefined) throw new Error('304 to a question without a condition');
    return { kind: 'answer', answer: old.answer, from: 'revalidated' };
  }

  async function entryOf(
    { kind, key, url }: CacheQuestion,
    old: Known | undefined,
    loaded: Exclude<Loaded, { kind: 'failed' }>,
  ): Promise<CacheEntry | undefined> {
    if (loaded.kind === 'answer') {
      const times = expiry(kind, isFound(loaded.answer), loaded.cacheControl, now());
      const answer = { ...loaded.answer, url };
      const fits = answer.body.length <= LARGEST_BODY && hasFittingTexts(answer, key);
      return loaded.keep && fits && times !== undefined ? makeEntry(answer, times) : undefined;
    }
    const times = old && expiry(kind, isFound(old.answer), loaded.cacheControl, now());
    return times === undefined || old === undefined ? undefined : { ...old.found.entry, ...times };
  }

  /** As `fetch`, but one machine at a time: the others wait for what it keeps. */
  async function fetchAlone(
    question: CacheQuestion,
    old: Known | undefined,
    load: Load,
    signal: AbortSignal,
  ): Promise<CacheAnswer> {
    if (locks === undefined || question.kind === 'picture') return fetch(question, old, load, signal);
    const giveUp = now() + WAIT_AT_MOST_MS;
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(LONGEST_LOOK_MS, pause * 2)) {
      const lock = await locks.take(question.key);
      if (lock.kind === 'held') {
        try {
          // Another machine may have been done with it just before.
          const known = await lookUp(question, 'findLasting');
          if (known !== undefined && isGood(known, question)) return answerOf(known);
          return await fetch(question, known ?? old, load, signal);
        } finally {
          await lock.release();
        }
      }
      if (lock.kind === 'none' || now() > giveUp) return fetch(question, old, load, signal);
      await sleep(pause, undefined, { signal });
      const known = await lookUp(question, 'findLasting');
      if (known !== undefined && isGood(known, question)) return answerOf(known);
    }
  }

  /** An answer from the future says that a clock was set: its times mean nothing. */
  const isGood = ({ found: { entry } }: Known, { notBefore = 0 }: CacheQuestion): boolean =>
    entry.soft > now() && entry.at >= notBefore && entry.at <= now() + CLOCK_SLACK_MS;

  /** One question a key in this process; what an interrupted asker began, the next one begins anew. */
  async function once(
    question: CacheQuestion,
    work: () => Promise<CacheAnswer>,
    signal: AbortSignal,
  ): Promise<CacheAnswer> {
    for (;;) {
      const flight = flights.get(question.key);
      if (flight === undefined) break;
      try {
        return await abortable(flight.work, signal);
      } catch (thrown) {
        if (signal.aborted || !flight.signal.aborted) throw thrown;
      }
    }
    const flight = { work: work(), signal };
    flights.set(question.key, flight);
    try {
      return await flight.work;
    } finally {
      if (flights.get(question.key) === flight) flights.delete(question.key);
    }
  }

  /** What is known, the newest: what grew old in this memory another machine may have renewed. */
  async function newest(question: CacheQuestion): Promise<Known | undefined> {
    const known = await lookUp(question);
    if (known === undefined || known.found.from !== 'memory' || isGood(known, question)) return known;
    const lasting = await lookUp(question, 'findLasting');
    return lasting !== undefined && lasting.found.entry.soft > known.found.entry.soft ? lasting : known;
  }

  function later(question: CacheQuestion, known: Known, load: Load): void {
    if (background.size >= BACKGROUND || flights.has(question.key)) return;
    const { signal } = closing;
    const work = once(question, () => fetchAlone(question, known, load, signal), signal).catch(() => undefined);
    background.add(work);
    work.finally(() => background.delete(work));
  }

  return {
    async ask(question, load, signal) {
      const known = await abortable(newest(question), signal);
      if (known !== undefined) {
        if (isGood(known, question) || question.offline) return answerOf(known);
        const { soft, at } = known.found.entry;
        if (
          question.notBefore === undefined &&
          at <= now() + CLOCK_SLACK_MS &&
          now() < soft + LIFETIMES[question.kind].whileRevalidate
        ) {
          later(question, known, load);
          return answerOf(known);
        }
      }
      if (question.offline) return fetch(question, undefined, load, signal);
      return once(question, () => fetchAlone(question, known, load, signal), signal);
    },
    async drop(keys) {
      await tiers.drop(keys);
      await options.publish?.(keys);
    },
    async close() {
      closing.abort();
      await Promise.allSettled(background);
      await options.onClose?.();
    },
  };
}

function answerOf({ found, answer }: Known): CacheAnswer {
  return { kind: 'answer', answer, from: found.from };
}

function isFound({ status }: KeptAnswer): boolean {
  return status >= 200 && status < 300;
}
