import { setTimeout } from 'node:timers/promises';

interface Waiting<Q, A> {
  readonly question: Q;
  readonly answer: (answer: A) => void;
  readonly fail: (error: unknown) => void;
}

/** How many questions are joined. */
export interface Joining {
  readonly most: number;
  /** Milliseconds that the first question waits for others. */
  readonly waitMs: number;
  /** Whether every question would meet this error, so that asking each alone does not help. */
  readonly isOfAll: (error: unknown) => boolean;
}

/**
 * Joins questions to something far away: those that come within `waitMs`, or while earlier ones are under way, are asked
 * together. `ask` gets up to `most` questions and gives an answer at the place of each. When several questions fail
 * together, each is asked alone: one bad question does not fail the others.
 */
export function together<Q, A>(
  { most, waitMs, isOfAll }: Joining,
  ask: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  const waiting: Waiting<Q, A>[] = [];
  let isAsking = false;

  async function answerAll(those: readonly Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await ask(those.map(({ question }) => question));
      if (answers.length !== those.length) throw new Error(`${those.length} questions have ${answers.length} answers`);
      for (const [place, answer] of answers.entries()) those[place]?.answer(answer);
    } catch (error) {
      if (those.length === 1 || isOfAll(error)) for (const one of those) one.fail(error);
      else for (const one of those) await answerAll([one]);
    }
  }

  async function askWaiting(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0) {
      if (waiting.length < most) await setTimeout(waitMs);
      await answerAll(waiting.splice(0, most));
    }
    isAsking = false;
  }

  return (question) =>
    new Promise((answer, fail) => {
      waiting.push({ question, answer, fail });
      if (!isAsking) void askWaiting();
    });
}
