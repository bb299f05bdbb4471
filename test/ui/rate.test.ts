import { describe, expect, it } from 'vitest';
import { addSample, ratePerSecond, type Sample, secondsLeft } from '../../src/ui/rate.ts';

function sampled(...points: readonly (readonly [number, number])[]): readonly Sample[] {
  return points.reduce<readonly Sample[]>((samples, [at, done]) => addSample(samples, { at, done }), []);
}

describe('rate', () => {
  it('says nothing before there is something to say', () => {
    expect(ratePerSecond([], 0)).toBeUndefined();
    expect(ratePerSecond(sampled([0, 0], [400, 9]), 400)).toBeUndefined();
  });

  it('is the mean of the last ten seconds', () => {
    expect(ratePerSecond(sampled([0, 0], [1000, 10], [2000, 30]), 2000)).toBe(15);
    expect(ratePerSecond(sampled([0, 1000], [20_000, 1000], [22_000, 1004]), 22_000)).toBe(2);
  });

  it('falls while nothing is done', () => {
    const samples = sampled([0, 0], [1000, 100]);
    expect(ratePerSecond(samples, 1000)).toBe(100);
    expect(ratePerSecond(samples, 10_000)).toBe(10);
    expect(ratePerSecond(samples, 60_000)).toBe(0);
  });

  it('keeps few samples however many come', () => {
    const points = Array.from({ length: 5000 }, (_, index) => [index * 10, index] as const);
    expect(sampled(...points).length).toBeLessThan(60);
  });

  it('tells the time left where it can be known', () => {
    expect(secondsLeft(10, 110, 20)).toBe(5);
    expect(secondsLeft(10, 10, undefined)).toBe(0);
    expect(secondsLeft(10, 110, 0)).toBeUndefined();
    expect(secondsLeft(10, 110, undefined)).toBeUndefined();
  });
});
