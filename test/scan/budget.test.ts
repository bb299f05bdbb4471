import { expect, it } from 'vitest';
import { type BudgetLimit, openBudget } from '../../src/scan/budget.ts';

function opened(limit: BudgetLimit) {
  const used = { requests: 0, ms: 1000 };
  return { used, budget: openBudget(limit, { requests: () => used.requests, now: () => used.ms }) };
}

it('is used up by requests, and never by groups that send none', async () => {
  const { used, budget } = opened({ requests: 2 });
  for (let group = 0; group < 5; group++) {
    expect(await budget.admit()).toBe(true);
    budget.finish();
  }
  used.requests = 2;
  expect([budget.isUsedUp(), await budget.admit()]).toEqual([true, false]);
});

it('waits for groups under way before it lets in one that may have no request left', async () => {
  const { used, budget } = opened({ requests: 2 });
  expect([await budget.admit(), await budget.admit()]).toEqual([true, true]);
  let third: boolean | undefined;
  const waiting = budget.admit().then((admitted) => {
    third = admitted;
  });
  used.requests = 1;
  budget.finish();
  await Promise.resolve();
  expect(third).toBeUndefined();
  // The second one was answered from the cache.
  budget.finish();
  await waiting;
  expect(third).toBe(true);
});

it('is used up by time, before the next group', async () => {
  const { used, budget } = opened({ ms: 60_000 });
  expect(await budget.admit()).toBe(true);
  used.ms += 59_999;
  expect(budget.isUsedUp()).toBe(false);
  used.ms += 1;
  expect([budget.isUsedUp(), await budget.admit()]).toEqual([true, false]);
});

it('has no end without a limit', async () => {
  const { used, budget } = opened({});
  used.requests = 1e9;
  used.ms = 1e15;
  expect(await budget.admit()).toBe(true);
});
