import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceRecord } from '../../src/model/records.ts';
import { sealCandidate, sealRecord, sealValue } from '../../src/model/seal.ts';
import { anyRecord } from '../support/any-record.ts';

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
  const { cuts = [], ...sealed } = sealRecord(record);
  return { record: sealed, cuts };
}

test('what a source says is left as it is', () => {
  expect(bounded(RECORD)).toEqual({ record: RECORD, cuts: [] });
  expect(sealValue(RECORD.values)).toBe(RECORD.values);
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
  const kept = sealValue(tags);
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
  expect(sealValue(text)).toBe('x'.repeat(99_999));
});

test('sealing a sealed record changes nothing', () => {
  fc.assert(
    fc.property(anyRecord, anyRecord, (record, child) => {
      const once = sealRecord({ ...record, children: [{ ...child, kind: 'episode' }], parent: child });
      expect(sealRecord(once)).toEqual(once);
    }),
  );
});

test('cutting a value that is too long twice gives the same as once', () => {
  const long = fc.nat(200_000).map((length) => 'x'.repeat(length));
  const nested = fc.array(
    fc.oneof(long, fc.array(long, { maxLength: 12 }), fc.record({ a: fc.array(long), b: long })),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(nested, (value) => {
      const once = sealValue<unknown>(value);
      expect(sealValue(once)).toEqual(once);
    }),
    { numRuns: 50 },
  );
});

test('a sealed record has no empty value, no control character and no lone surrogate', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const { values, ids, credits, images, providerId } = sealRecord(record);
      for (const value of Object.values(values)) expect(value).not.toEqual(expect.toSatisfy(isEmpty));
      expect(providerId.length).toBeLessThanOrEqual(500);
      const texts = JSON.stringify([values, ids, credits, images]).replaceAll('\\n', '').replaceAll('\\t', '');
      expect(texts).not.toMatch(/\\u00[01]|\\ud[89a-f]|[\u007f-\u009f]/i);
    }),
  );
});

test('a candidate is sealed like a record', () => {
  const candidate = {
    provider: 'tmdb',
    providerId: '1',
    kind: 'movie',
    title: 'He\0at',
    alternativeTitles: [],
  } as const;
  const sealed = sealCandidate({ ...candidate, ids: { tmdb: '1', imdb: LONG, wikidata: '' } });
  expect(sealed).toEqual({ ...candidate, title: 'Heat', ids: { tmdb: '1' } });
});

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}
