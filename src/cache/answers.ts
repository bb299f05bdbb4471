import { setMaxListeners } from 'node:events';
import { abortable } from '../util/abort.ts';
import { createFetch, createFetchAlone } from './fetch.ts';
import { answerOf, createKnownAnswers, type Known } from './known-answers.ts';
import type { AnswerCache, CacheAnswer, CacheQuestion, Load } from './port.ts';
import type { Locks } from './redis/locks.ts';
import type { TierStack } from './tiers.ts';

export interface AnswerCacheOptions {
  readonly tiers: TierStack;
  readonly now: () => number;
  /** Absent: each process asks for itself. */
  readonly locks?: Locks | undefined;
  /** Tells other processes to forget keys. */
  readonly publish?: ((keys: readonly string[]) => Promise<void>) | undefined;
  readonly onClose?: () => Promise<void> | void;
}

/** Old answers that are asked about again in the background at once. */
const BACKGROUND = 4;

/** The façade over all tiers: the times of ttl.ts, one question at a time for each key, here and between machines. */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const { tiers, now, locks } = options;
  const known = createKnownAnswers(tiers, now);
  const fetch = createFetch({ tiers, now });
  const fetchAlone = createFetchAlone({ tiers, known, now, locks });
  const flights = createFlights();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const background = new Set<Promise<unknown>>();

  function later(question: CacheQuestion, old: Known, load: Load): void {
    if (background.size >= BACKGROUND || flights.has(question.key)) return;
    const { signal } = closing;
    const ask = () => fetchAlone(question, old, load, signal);
    const work = flights.run(question.key, ask, signal).catch(() => undefined);
    background.add(work);
    work.finally(() => background.delete(work));
  }

  return {
    async ask(question, load, signal) {
      const old = await abortable(known.newest(question), signal);
      if (old !== undefined) {
        if (known.isGood(old, question) || question.offline) return answerOf(old);
        if (known.isGoodMeanwhile(old, question)) {
          later(question, old, load);
          return answerOf(old);
        }
      }
      if (question.offline) return fetch(question, undefined, load, signal);
      return flights.run(question.key, () => fetchAlone(question, old, load, signal), signal);
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

interface Flights {
  has(key: string): boolean;
  /** The work for a key, or what is already under way for it. Work that its asker interrupted is begun anew. */
  run(key: string, work: () => Promise<CacheAnswer>, signal: AbortSignal): Promise<CacheAnswer>;
}

/** One question a key at a time in this process. */
function createFlights(): Flights {
  const flights = new Map<string, { readonly work: Promise<CacheAnswer>; readonly signal: AbortSignal }>();
  return {
    has: (key) => flights.has(key),
    async run(key, work, signal) {
      for (;;) {
        const flight = flights.get(key);
        if (flight === undefined) break;
        try {
          return await abortable(flight.work, signal);
        } catch (thrown) {
          if (signal.aborted || !flight.signal.aborted) throw thrown;
        }
      }
      const flight = { work: work(), signal };
      flights.set(key, flight);
      try {
        return await flight.work;
      } finally {
        if (flights.get(key) === flight) flights.delete(key);
      }
    },
  };
}
