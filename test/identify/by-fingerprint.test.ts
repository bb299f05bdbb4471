import { describe, expect, test } from 'vitest';
import { identifyGroup } from '../../src/identify/chain.ts';
import type { FingerprintSearch } from '../../src/identify/types.ts';
import { type Answer, ok, unavailable } from '../../src/model/answer.ts';
import { RevengeError } from '../../src/model/errors.ts';
import type { Candidate } from '../../src/model/outcome.ts';
import type { FingerprintMatch } from '../../src/providers/port.ts';
import { group, input, movie, nothingKnown, source, sources } from './support.ts';

const signal = new AbortController().signal;
const scene = (id: string, title: string): Candidate => ({
  ...movie(id, title, 2021),
  provider: 'stashbox',
  ids: { stashdb: id },
});
const GARDENER = scene('g', 'The Gardener');
const BAKER = scene('b', 'The Baker');
const down = unavailable(new RevengeError('HTTP_NETWORK', 'stashbox does not answer'));

function search(
  ...files: readonly (readonly [number | undefined, Answer<readonly FingerprintMatch[]>])[]
): FingerprintSearch {
  return {
    provider: 'stashbox',
    files: files.map(([duration, answer]) => (duration === undefined ? { answer } : { duration, answer })),
  };
}

async function identify(fingerprints: readonly FingerprintSearch[], offers: readonly Candidate[] = []) {
  const asked = source(offers, { groups: ['movie'] });
  const { identification } = await identifyGroup(
    input(group('movie', { title: 'scene 0042' }), { fingerprints }),
    sources({ metadata: [asked] }),
    nothingKnown,
    {},
    signal,
  );
  return { identification, asked: asked.asked };
}

describe('files by their content', () => {
  test('are what a source knows them as, whatever they are called, without a search', async () => {
    const { identification, asked } = await identify([search([1800, ok([{ candidate: GARDENER, duration: 1801 }])])]);
    expect(identification).toMatchObject({ outcome: 'matched', by: 'stashbox', score: 1, ids: { stashdb: 'g' } });
    expect(asked).toEqual([]);
  });

  test('stay open where they are known as two works, and no search guesses', async () => {
    const both = ok([{ candidate: GARDENER }, { candidate: BAKER }]);
    const { identification, asked } = await identify([search([1800, both])]);
    expect(identification).toMatchObject({
      outcome: 'ambiguous',
      candidates: [{ providerId: 'b' }, { providerId: 'g' }],
    });
    expect(asked).toEqual([]);
  });

  test('are told apart by their length', async () => {
    const both = ok([
      { candidate: GARDENER, duration: 1800 },
      { candidate: BAKER, duration: 400 },
    ]);
    expect((await identify([search([1800.4, both])])).identification).toMatchObject({ ids: { stashdb: 'g' } });
    expect((await identify([search([3600, both])])).identification.outcome).toBe('ambiguous');
  });

  test('of which most are known as one work are that work, unless others are known as another', async () => {
    const gardener = ok([{ candidate: GARDENER }]);
    const part = await identify([
      search([1, gardener], [1, gardener], [1, gardener], [1, gardener], [1, gardener], [1, gardener], [1, ok([])]),
    ]);
    expect(part.identification).toMatchObject({ outcome: 'matched', ids: { stashdb: 'g' } });
    const mixed = await identify([search([1, gardener], [1, ok([{ candidate: BAKER }])])]);
    expect(mixed.identification.outcome).not.toBe('matched');
  });

  test('that nobody knows are searched for by name; the next source is heard first', async () => {
    const second = await identify([search([1, ok([])]), search([1, ok([{ candidate: BAKER }])])]);
    expect(second.identification).toMatchObject({ ids: { stashdb: 'b' } });
    const none = await identify([search([1, ok([])])], [scene('x', 'Scene 0042')]);
    expect(none.asked.length).toBeGreaterThan(0);
  });

  test('could not be asked about: degraded, not unmatched', async () => {
    const { identification } = await identify([search([1, down])]);
    expect(identification).toMatchObject({ outcome: 'degraded', degraded: [{ provider: 'stashbox' }] });
  });
});
