import type { Answer } from '../model/answer.ts';
import { byStatus, refusalInBody } from './answers.ts';
import type { Failures } from './failures.ts';
import type { HttpRequest } from './port.ts';
import type { HopAnswer, Verdict } from './wire.ts';

/** Reads the answers to one request in the terms of the caller. */
export interface Reader<T> {
  read(answer: HopAnswer): Answer<T>;
  /** For the layers, which need to know whether the answer can be read but not what it says. */
  judge(answer: HopAnswer): Verdict;
}

/** How the body of a success is read. */
export interface Reading<T> {
  readonly body: (answer: HopAnswer) => Answer<T>;
  /** False for an answer that is only half of one: it is used, but not cached. @default always true */
  readonly isWhole?: ((value: T) => boolean) | undefined;
}

/** A reader that reads each answer once, however many layers judge it. */
export function createReader<T>(request: HttpRequest, { body, isWhole }: Reading<T>, failures: Failures): Reader<T> {
  const known = new WeakMap<HopAnswer, Answer<T>>();

  function read(answer: HopAnswer): Answer<T> {
    const before = known.get(answer);
    if (before !== undefined) return before;
    const status = refusalInBody(request, answer, failures) ?? byStatus(request, answer, failures);
    const reading = status.status === 'ok' ? body(answer) : status;
    known.set(answer, reading);
    return reading;
  }

  return {
    read,
    judge(answer) {
      const reading = read(answer);
      if (reading.status === 'not-found') return { kind: 'absent' };
      if (reading.status === 'unavailable') return { kind: 'bad', error: reading.error };
      return { kind: 'good', isWhole: isWhole?.(reading.value) ?? true };
    },
  };
}
