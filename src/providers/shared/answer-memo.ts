import type { Answer } from '../../model/answer.ts';

export interface AnswerMemo<T> {
  /** The kept answer, the one under way, or what `load` gives. */
  ask(key: string, signal: AbortSignal, load: () => Promise<Answer<T>>): Promise<Answer<T>>;
}

interface Entry<T> {
  readonly answer: Promise<Answer<T>>;
  readonly owner: AbortSignal;
  /** Milliseconds since the epoch until which the entry is good. */
  until: number;
}

/**
 * Keeps the latest answers of a run, so that a question is asked once. At most `limit` of them, the least used go.
 * "Could not ask" is kept for `keepFailureMs` only: long enough that a server that is down is not asked for every
 * group, short enough that a long run notices when it is back. What an interrupted asker began, the next one asks anew.
 */
export function answerMemo<T>(options: {
  readonly limit: number;
  readonly keepFailureMs?: number;
  readonly now?: () => number;
}): AnswerMemo<T> {
  const { limit, keepFailureMs = 0, now = Date.now } = options;
  const entries = new Map<string, Entry<T>>();

  const keep = (key: string, entry: Entry<T>): void => {
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= limit) break;
      entries.delete(oldest);
    }
  };
  const forget = (key: string, entry: Entry<T>): void => {
    if (entries.get(key) === entry) entries.delete(key);
  };

  const ask: AnswerMemo<T>['ask'] = async (key, signal, load) => {
    const kept = entries.get(key);
    if (kept !== undefined && kept.until > now()) {
      keep(key, kept);
      try {
        return await kept.answer;
      } catch (thrown) {
        const othersInterrupt = kept.owner.aborted && !signal.aborted;
        if (!othersInterrupt) throw thrown;
        return ask(key, signal, load);
      }
    }
    const entry: Entry<T> = { answer: load(), owner: signal, until: Number.POSITIVE_INFINITY };
    keep(key, entry);
    try {
      const answer = await entry.answer;
      if (answer.status === 'unavailable') {
        entry.until = now() + keepFailureMs;
        if (keepFailureMs === 0) forget(key, entry);
      }
      return answer;
    } catch (thrown) {
      forget(key, entry);
      throw thrown;
    }
  };
  return { ask };
}
