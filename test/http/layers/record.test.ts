import { expect, it } from 'vitest';
import { record } from '../../../src/http/layers/record.ts';
import type { HopAnswer } from '../../../src/http/wire.ts';
import { idle, makeHop } from '../tools.ts';
import { answers, fails, fake, outcome, tools } from './fake.ts';

it('records answers of every status, and no failure', async () => {
  const recorded: number[] = [];
  const recorder = async (answer: HopAnswer) => void recorded.push(answer.status);
  const exchange = record({ ...tools(), recorder }, fake(answers(200), answers(404), fails()));
  const results = [];
  for (let turn = 0; turn < 3; turn++) results.push(outcome(await exchange(makeHop(), idle)));
  expect(results).toEqual([200, 404, 'HTTP_NETWORK']);
  expect(recorded).toEqual([200, 404]);
});

it('fails for good where an answer cannot be recorded', async () => {
  const recorder = () => Promise.reject(new Error('ENOSPC: the disk is full'));
  const result = await record({ ...tools(), recorder }, fake(answers()))(makeHop(), idle);
  expect(result).toMatchObject({ kind: 'failure', end: 'final', error: { code: 'RECORD_FAILED' } });
  expect(result.kind === 'failure' && result.error.message).toContain('the disk is full');
});

it('is no layer at all without a recorder', () => {
  const inner = fake(answers());
  expect(record({ ...tools(), recorder: undefined }, inner)).toBe(inner);
});
