import { expect, test } from 'vitest';
import { boundValue } from '../../src/model/bounds.ts';
import type { SourceRecord } from '../../src/model/records.ts';
import { boundRecord } from '../../src/reconcile/bounds.ts';

const RECORD: SourceRecord = {
  provider: 'tmdb',
  providerId: '949',
  kind: 'movie',
  fetchedAt: '2026-03-01T10:00:00.000Z',
  digest: 'd1',
  confidence: 1,
  ids: { tmdb: '949' },
  values: { title: 'Heat', genres: ['Crime'], translations: [{ language: 'de', title: 'Heat' }] },
  credits: [{ name: 'Al Pacino', department: 'cast', order: 0, ids: { imdb: 'nm0000199' } }],
  images: [{ kind: 'poster', url: 'https://images.test/1.jpg' }],
  children: [],
};
const LONG = 'x'.repeat(1_000_000);

function bounded(record: SourceRecord): { readonly record: SourceRecord; readonly cuts: readonly string[] } {
  const cuts: string[] = [];
  return { record: boundRecord(record, (cut) => cuts.push(cut)), cuts };
}

test('what a source says is left as it is', () => {
  expect(bounded(RECORD)).toEqual({ record: RECORD, cuts: [] });
  expect(boundValue(RECORD.values)).toBe(RECORD.values);
});

test('a long text is cut, wherever it is, and told', () => {
  const { record, cuts } = bounded({
    ...RECORD,
    values: { title: 'Heat', overview: LONG, translations: [{ language: 'de', overview: LONG }] },
    credits: [{ name: LONG, department: 'cast', order: 0, ids: { imdb: LONG } }],
    children: [{ ...RECORD, kind: 'episode', providerId: '7', values: { tagline: LONG } }],
  });
  expect(record.values.overview).toBe('x'.repeat(100_000));
  expect(record.values.translations?.[0]?.overview).toHaveLength(100_000);
  expect(record.credits[0]?.name).toHaveLength(100_000);
  expect(record.credits[0]?.ids).toEqual({});
  expect(record.children[0]?.values.tagline).toHaveLength(100_000);
  expect(cuts).toEqual([
    'credits of tmdb 949',
    'overview of tmdb 949',
    'translations of tmdb 949',
    'tagline of tmdb 7',
  ]);
});

test('of a list without end the beginning is kept', () => {
  const tags = Array.from({ length: 200_000 }, (_, place) => `a tag with the number ${place}`);
  const kept = boundValue(tags);
  expect(kept).toEqual(tags.slice(0, kept.length));
  expect(kept.join('').length).toBeGreaterThan(900_000);
  expect(kept.join('').length).toBeLessThanOrEqual(1_000_000);
  const image = { kind: 'poster', url: 'https://images.test/1.jpg' } as const;
  const many = bounded({ ...RECORD, images: Array.from({ length: 30_000 }, () => image) });
  expect([many.record.images.length, many.cuts]).toEqual([20_000, ['pictures of tmdb 949']]);
});

test('an id that is too long is none', () => {
  const { record, cuts } = bounded({ ...RECORD, providerId: LONG, ids: { tmdb: '949', imdb: LONG } });
  expect([record.ids, record.providerId.length]).toEqual([{ tmdb: '949' }, 60]);
  expect(cuts).toEqual([`id of tmdb ${'x'.repeat(60)}`, `imdb of tmdb ${'x'.repeat(60)}`]);
});

test('a text is not cut within a character', () => {
  const text = `${'x'.repeat(99_999)}🎬🎬`;
  expect(boundValue(text)).toBe('x'.repeat(99_999));
});
