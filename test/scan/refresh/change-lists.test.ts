import { describe, expect, it } from 'vitest';
import { NOT_FOUND, ok, unavailable } from '../../../src/model/answer.ts';
import { RevengeError } from '../../../src/model/errors.ts';
import { newItemId } from '../../../src/model/ids.ts';
import type { MetadataSource } from '../../../src/providers/port.ts';
import { isTold, type ListAnswer, listQuestions, verdictOf } from '../../../src/scan/refresh/change-lists.ts';
import { isDue, lastAsked, type RefreshRule } from '../../../src/scan/refresh/stale.ts';
import type { RefreshableGroup } from '../../../src/store/port.ts';
import { source } from '../../identify/support.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-31T00:00:00Z');
const ago = (days: number): string => new Date(NOW - days * DAY).toISOString();

function group(some: Partial<RefreshableGroup> = {}): RefreshableGroup {
  return {
    unit: 'u',
    key: 'k',
    kind: 'series',
    outcome: 'matched',
    ids: { tmdb: '1', tvdb: '2' },
    fetchedAt: {},
    ...some,
  };
}
function able(id: 'tmdb' | 'tvdb', groups: MetadataSource['groups'], hasList = true): MetadataSource {
  const { asked: _, ...bare } = source([], { groups });
  const idKind = Object.fromEntries(groups.map((kind) => [kind, id]));
  return { ...bare, id, idKind, ...(hasList ? { changedSince: async () => NOT_FOUND } : {}) };
}
const TMDB = able('tmdb', ['movie', 'series']);
const TVDB = able('tvdb', ['series']);
const both = { managers: [], local: [], metadata: [TMDB, TVDB], artwork: [] };

describe('when the sources were last asked', () => {
  it('is the age of the oldest answer, or when nothing newer was found; what lies beside the media has none', () => {
    expect(lastAsked(group({ fetchedAt: { tmdb: ago(3), tvdb: ago(9), nfo: ago(400), name: ago(500) } }))).toBe(
      NOW - 9 * DAY,
    );
    expect(lastAsked(group({ fetchedAt: { tmdb: ago(9) }, refreshedAt: ago(2) }))).toBe(NOW - 2 * DAY);
    expect(lastAsked(group({ fetchedAt: { tmdb: ago(1) }, refreshedAt: ago(2) }))).toBe(NOW - DAY);
    expect(lastAsked(group({ refreshedAt: ago(2) }))).toBe(NOW - 2 * DAY);
    expect(lastAsked(group({ fetchedAt: { nfo: ago(2) } }))).toBeUndefined();
  });

  it('makes a group due; one that waits for a source always is', () => {
    const itemId = newItemId();
    const rule: RefreshRule = { askedBefore: NOW - 5 * DAY, everything: false };
    const old = group({ fetchedAt: { tmdb: ago(6) }, itemId });
    const young = group({ fetchedAt: { tmdb: ago(4) } });
    const waits = group({ fetchedAt: { tmdb: ago(1) }, outcome: 'degraded' });
    expect([old, young, waits, group()].map((one) => isDue(one, rule))).toEqual([true, false, true, true]);
    const degraded: RefreshRule = { ...rule, only: { outcomes: new Set(['degraded']), items: new Set() } };
    expect([old, young, waits, group()].map((one) => isDue(one, degraded))).toEqual([false, false, true, false]);
    const unknown = group({ outcome: 'unmatched', refreshedAt: ago(2) });
    const lacking: RefreshRule = {
      ...{ everything: false, askedBefore: NOW },
      only: { outcomes: new Set(['unmatched']), items: new Set([itemId]) },
    };
    expect([old, young, waits, unknown].map((one) => isDue(one, lacking))).toEqual([true, false, false, true]);
    expect(isDue(unknown, { ...lacking, askedBefore: NOW - 3 * DAY })).toBe(false);
    const named = { ...rule, askedBefore: NOW, items: new Set([itemId]) };
    expect([old, young, waits, group()].map((one) => isDue(one, named))).toEqual([true, false, false, false]);
  });
});

describe('lists of changes', () => {
  it('tell of a work whose every source has one, and that was asked about not long ago', () => {
    const fetchedAt = { tmdb: ago(10) };
    expect(isTold(group({ fetchedAt }), both, NOW)).toBe(true);
    expect(isTold(group({ fetchedAt: { tmdb: ago(91) } }), both, NOW)).toBe(false);
    expect(isTold(group({ fetchedAt, outcome: 'degraded' }), both, NOW)).toBe(false);
    expect(isTold(group(), both, NOW)).toBe(false);
    expect(isTold(group({ fetchedAt, ids: { imdb: 'tt1' } }), both, NOW)).toBe(false);
    const half = { ...both, metadata: [TMDB, able('tvdb', ['series'], false)] };
    expect(isTold(group({ fetchedAt }), half, NOW)).toBe(false);
    expect(isTold(group({ fetchedAt, ids: { tmdb: '1' } }), half, NOW)).toBe(true);
  });

  it('are read once a source and kind, since the oldest, for no more requests than there are works', () => {
    const groups = [
      group({ fetchedAt: { tmdb: ago(10) } }),
      group({ fetchedAt: { tmdb: ago(20) }, ids: { tmdb: '3' } }),
      group({ fetchedAt: { tmdb: ago(30) }, kind: 'movie' }),
      group({ fetchedAt: { tmdb: ago(5) }, kind: 'movie' }),
      group({ fetchedAt: { mb: ago(5) }, kind: 'album', ids: { 'musicbrainz-release': 'x' } }),
    ];
    expect(listQuestions(groups, both)).toEqual([
      { source: TMDB, kind: 'series', since: NOW - 20 * DAY, works: 2 },
      { source: TMDB, kind: 'movie', since: NOW - 30 * DAY, works: 2 },
    ]);
  });

  const list = (from: MetadataSource, answer: ListAnswer['answer']): ListAnswer => ({
    ...{ source: from, kind: 'series', since: 0, works: 2 },
    answer,
  });
  const known = (...ids: string[]) => ok({ status: 'known', ids: new Set(ids) } as const);
  const down = unavailable(new RevengeError('HTTP_NETWORK', 'down'));

  it.each([
    ['no list has it', known('9'), known('1'), 'unchanged'],
    ['one list has it', known('9'), known('2'), 'changed'],
    ['one list is too long', ok({ status: 'too-many' } as const), known('9'), 'changed'],
    ['one source has no list', NOT_FOUND, known('9'), 'changed'],
    ['one list cannot be read, and the other says nothing', down, known('9'), 'unasked'],
    ['one list cannot be read, but the other has it', down, known('2'), 'changed'],
  ] as const)('come to one word where %s', (_what, tmdb, tvdb, verdict) => {
    expect(verdictOf(group(), both, [list(TMDB, tmdb), list(TVDB, tvdb)])).toBe(verdict);
  });

  it('that were not read say nothing', () => {
    expect(verdictOf(group(), both, [])).toBe('changed');
  });
});
