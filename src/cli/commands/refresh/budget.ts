import { InvalidArgumentError } from 'commander';
import type { BudgetLimit } from '../../../scan/budget.ts';
import { parseDuration } from '../../duration.ts';

/**
 * `500requests`, `10m`, `500requests,10m`: whichever is used up first.
 * @throws InvalidArgumentError at anything else
 */
export function budgetOption(text: string): BudgetLimit {
  let limit: BudgetLimit = {};
  for (const part of text.split(',')) limit = { ...limit, ...readLimit(part) };
  return limit;
}

function readLimit(text: string): BudgetLimit {
  const word = text.trim().toLowerCase();
  const [, requests] = /^(\d{1,9}) ?requests?$/.exec(word) ?? [];
  if (requests !== undefined) return { requests: Number(requests) };
  if (!/^\d{1,5}[mhdw]$/.test(word)) {
    throw new InvalidArgumentError('Give a number of requests (500requests), a time (10m, 2h), or both with a comma.');
  }
  return { ms: parseDuration(word) };
}
