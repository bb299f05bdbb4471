import { describe, expect, it } from 'vitest';
import { readName } from '../../src/naming/read-name.ts';
import { differences } from './cases/check.ts';
import { composedCases } from './cases/compose.ts';

describe('names composed from the conventions', () => {
  const cases = composedCases();

  it('are at least 1,500', () => {
    expect(cases.length).toBeGreaterThanOrEqual(1500);
  });

  it('are all read as they were composed', () => {
    const wrong = cases.flatMap(({ name, expect: wanted }) => {
      const found = differences(readName(name), wanted);
      return found.length === 0 ? [] : [`${name}\n    ${found.join('\n    ')}`];
    });
    expect(wrong).toEqual([]);
  });
});
