import { unpack } from './entry.ts';
import type { CacheAnswer, CacheQuestion, KeptAnswer } from './port.ts';
import type { Found, TierStack } from './tiers.ts';
import { LIFETIMES } from './ttl.ts';

/** Clocks of machines may differ by so much. Milliseconds. */
const CLOCK_SLACK_MS = 3_600_000;

/** A cached answer with its entry. */
export interface Known {
  readonly found: Found;
  readonly answer: KeptAnswer;
}

/** Finds cached answers and tells how good they are. */
export interface KnownAnswers {
  /** `findLasting`: past the memory of this process. */
  lookUp(question: CacheQuestion, where?: 'find' | 'findLasting'): Promise<Known | undefined>;
  /** The newest entry: another machine may have renewed an entry that is stale in the memory of this process. */
  newest(question: CacheQuestion): Promise<Known | undefined>;
  /** Whether the answer counts without asking the service. */
  isGood(known: Known, question: CacheQuestion): boolean;
  /** Whether the answer is stale, but counts while the service is asked in the background. */
  isGoodMeanwhile(known: Known, question: CacheQuestion): boolean;
}

export function createKnownAnswers(tiers: TierStack, now: () => number): KnownAnswers {
  async function lookUp(question: CacheQuestion, where: 'find' | 'findLasting' = 'find'): Promise<Known | undefined> {
    const { key, kind } = question;
    const found = await tiers[where](key, kind);
    // An entry that would outlast every other one is of a clock that is wrong, here or where it was kept.
    if (found === undefined || found.entry.hard > now() + LIFETIMES[kind].hard + CLOCK_SLACK_MS) return undefined;
    // Under another key than its own it would give a work the identity of another one.
    const isOther = found.entry.isKeyless === true && found.entry.url !== question.url;
    const answer = isOther ? undefined : await unpack(found.entry);
    if (answer !== undefined) return { found, answer };
    await tiers.drop([key]);
    return undefined;
  }

  /** An answer from the future says that a clock was set: its times mean nothing. */
  const isFromFuture = ({ found: { entry } }: Known): boolean => entry.at > now() + CLOCK_SLACK_MS;

  const isGood: KnownAnswers['isGood'] = (known, { notBefore = 0 }) => {
    const { entry } = known.found;
    return entry.soft > now() && entry.at >= notBefore && !isFromFuture(known);
  };

  return {
    lookUp,
    isGood,
    async newest(question) {
      const known = await lookUp(question);
      if (known === undefined || known.found.from !== 'memory' || isGood(known, question)) return known;
      const lasting = await lookUp(question, 'findLasting');
      return lasting !== undefined && lasting.found.entry.soft > known.found.entry.soft ? lasting : known;
    },
    isGoodMeanwhile(known, { kind, notBefore }) {
      const until = known.found.entry.soft + LIFETIMES[kind].whileRevalidate;
      return notBefore === undefined && !isFromFuture(known) && now() < until;
    },
  };
}

/** A cached answer as the cache gives it. */
export function answerOf({ found, answer }: Known): CacheAnswer {
  return { kind: 'answer', answer, from: found.from };
}
