import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldName } from '../../src/model/fields.ts';
import type { ItemKind } from '../../src/model/kinds.ts';
import type { SourceValue } from '../../src/model/records.ts';
import { DEFAULT_POLICY, fieldPolicy } from '../../src/reconcile/policy.ts';
import { createResolve } from '../../src/reconcile/resolve.ts';
import { sortTitleOf } from '../../src/reconcile/sort-title.ts';

function value(
  field: FieldName,
  provider: string,
  of: SourceValue['value'],
  some: Partial<SourceValue> = {},
): SourceValue {
  return {
    field,
    provider,
    providerId: '1',
    value: of,
    confidence: 1,
    fetchedAt: '2026-01-01T00:00:00.000Z',
    digest: 'd',
    ...some,
  };
}

const resolve = createResolve(DEFAULT_POLICY);

describe('the default policy', () => {
  test.each<[FieldName, ItemKind, string[], string]>([
    ['title', 'movie', ['name', 'radarr', 'tmdb'], 'tmdb'],
    ['title', 'movie', ['tmdb', 'nfo'], 'nfo'],
    ['title', 'movie', ['nfo', 'person', 'tmdb'], 'person'],
    ['title', 'movie', ['name', 'somebody-new', 'sonarr'], 'sonarr'],
    ['title', 'movie', ['name', 'somebody-new'], 'somebody-new'],
    ['title', 'release', ['tags', 'musicbrainz', 'name'], 'musicbrainz'],
    ['genres', 'release', ['tags', 'musicbrainz'], 'tags'],
    ['genres', 'movie', ['radarr', 'tmdb'], 'tmdb'],
    ['runtime', 'movie', ['nfo', 'radarr'], 'radarr'],
    ['status', 'series', ['nfo', 'sonarr'], 'sonarr'],
    ['monitored', 'movie', ['tmdb', 'radarr'], 'radarr'],
    ['releaseDate', 'episode', ['tmdb', 'sonarr'], 'sonarr'],
    ['releaseDate', 'movie', ['radarr', 'tmdb'], 'tmdb'],
    ['duration', 'track', ['musicbrainz', 'tags'], 'tags'],
  ])('%s of a %s, said by %j, is %s’s', (field, kind, providers, expected) => {
    const values = providers.map((provider) => value(field, provider, provider));
    expect(resolve(values, kind)[field]).toEqual({ value: expected, provider: expected });
    expect(resolve(values.toReversed(), kind)[field]?.provider).toBe(expected);
  });

  test('an order without a place for others puts them last', () => {
    const order = { ...DEFAULT_POLICY, fields: {}, otherwise: { order: ['nfo'], mode: 'fill' } } as const;
    expect(fieldPolicy(order, 'movie', 'title')).toBe(order.otherwise);
    expect(createResolve(order)([value('title', 'tmdb', 'T'), value('title', 'nfo', 'N')], 'movie').title?.value).toBe(
      'N',
    );
  });
});

test('ties go to the surer, then the newer, then by name and value', () => {
  const pick = (one: Partial<SourceValue>, other: Partial<SourceValue>) =>
    resolve([value('year', 'x', 1, one), value('year', 'x', 2, other)], 'movie').year?.value;
  expect(pick({ confidence: 0.5 }, { confidence: 0.9 })).toBe(2);
  expect(pick({ fetchedAt: '2025-01-01T00:00:00.000Z' }, {})).toBe(2);
  expect(pick({ providerId: '9' }, { providerId: '2' })).toBe(2);
  expect(pick({ provider: 'y' }, {})).toBe(2);
  expect(pick({}, {})).toBe(1);
});

describe('lists of all sources are joined', () => {
  test('ratings by source, certifications by country, titles by their letters', () => {
    const fields = resolve(
      [
        value('ratings', 'radarr', [
          { source: 'imdb', value: 8.5 },
          { source: 'TMDb', value: 8 },
        ]),
        value('ratings', 'tmdb', [{ source: 'tmdb', value: 8.1 }]),
        value('certifications', 'tmdb', [{ country: 'US', value: 'R' }]),
        value('certifications', 'nfo', [
          { country: 'US', value: 'PG' },
          { country: 'DE', value: '16' },
        ]),
        value('alternativeTitles', 'tmdb', ['Alien 1', 'Alien']),
        value('alternativeTitles', 'radarr', ['ALIEN', 'Obcy']),
      ],
      'movie',
    );
    expect(fields.ratings).toEqual({
      value: [
        { source: 'tmdb', value: 8.1 },
        { source: 'imdb', value: 8.5 },
      ],
      provider: 'tmdb',
    });
    expect(fields.certifications?.value).toEqual([
      { country: 'US', value: 'R' },
      { country: 'DE', value: '16' },
    ]);
    expect(fields.alternativeTitles?.value).toEqual(['Alien 1', 'Alien', 'Obcy']);
  });

  test('a collection is what all say of the same one, each member by the first that has it', () => {
    const nfo = value('collection', 'nfo', { name: 'alien collection' });
    const tmdb = value('collection', 'tmdb', { name: 'Alien Collection', tmdbId: '8091', poster: 'https://p.test/a' });
    const radarr = value('collection', 'radarr', { name: 'Alien', tmdbId: '8091', overview: 'Four films.' });
    const other = value('collection', 'tvdb', { name: 'Predator', backdrop: 'https://p.test/b' });
    expect(resolve([radarr, other, tmdb, nfo], 'movie').collection).toEqual({
      value: { name: 'alien collection', tmdbId: '8091', poster: 'https://p.test/a', overview: 'Four films.' },
      provider: 'nfo',
    });
    expect(resolve([other, nfo], 'movie').collection?.value).toEqual({ name: 'alien collection' });
    expect(resolve([value('collection', 'nfo', 'Alien'), tmdb], 'movie').collection?.value).toBe('Alien');
  });

  test('what is no list is not joined, and odd entries are kept apart', () => {
    const union = createResolve({ otherwise: { order: ['*'], mode: 'union' }, fields: {}, kinds: {} });
    expect(union([value('year', 'a', 1979), value('year', 'b', 1980)], 'movie').year?.value).toBe(1979);
    const pictures = value('collection', 'a', JSON.parse('[{"name":"x"},{"name":"x"},{"name":"y"}]'));
    expect(union([pictures], 'movie').collection?.value).toEqual([{ name: 'x' }, { name: 'y' }]);
  });
});

test('the same values in any order give the same fields', () => {
  const fields: FieldName[] = ['genres', 'ratings', 'tags', 'overview'];
  const any = fc
    .record({
      field: fc.constantFrom(...fields),
      provider: fc.constantFrom('tmdb', 'radarr', 'nfo', 'name', 'x'),
      providerId: fc.constantFrom('1', '2'),
      value: fc.oneof(fc.string(), fc.array(fc.string())),
      confidence: fc.constantFrom(0.4, 1),
      fetchedAt: fc.constantFrom('2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
    })
    .map((each) => value(each.field, each.provider, each.value, each));
  fc.assert(
    fc.property(fc.array(any), fc.infiniteStream(fc.nat()), (values, random) => {
      const shuffled = values
        .map((each) => [random.next().value ?? 0, each] as const)
        .sort(([one], [other]) => one - other);
      expect(
        resolve(
          shuffled.map(([, each]) => each),
          'movie',
        ),
      ).toEqual(resolve(values, 'movie'));
    }),
  );
});

describe('sort titles', () => {
  test.each([
    ['The Matrix', undefined, 'Matrix, The'],
    ['A Bug’s Life', 'en', 'Bug’s Life, A'],
    ['Alien', 'en', undefined],
    ['Die Hard', 'en', undefined],
    ['Die Welle', 'de', 'Welle, Die'],
    ['Das Boot', 'de', 'Boot, Das'],
    ['Das Boot', 'de-AT', 'Boot, Das'],
    ['La La Land', 'en', undefined],
    ['Les Misérables', 'fr', 'Misérables, Les'],
    ["L'Avventura", 'it', "Avventura, L'"],
    ['L’Auberge espagnole', 'fr', 'Auberge espagnole, L’'],
    ['El Mariachi', 'es', 'Mariachi, El'],
    ['The', 'en', undefined],
    ['The Matrix', 'xx', undefined],
    ['', 'en', undefined],
  ])('%s in %s sorts as %s', (title, language, expected) => {
    expect(sortTitleOf(title, language)).toBe(expected);
  });

  test('are worked out where no source gives one, in the language of the title', () => {
    const boot = [
      value('title', 'tmdb', 'Das Boot'),
      value('originalTitle', 'tmdb', 'Das Boot'),
      value('originalLanguage', 'tmdb', 'de'),
    ];
    expect(resolve(boot, 'movie').sortTitle).toEqual({ value: 'Boot, Das', provider: 'derived' });
    const translated = [value('title', 'tmdb', 'The Boat'), ...boot.slice(1)];
    expect(resolve(translated, 'movie').sortTitle?.value).toBe('Boat, The');
    expect(resolve([...boot, value('sortTitle', 'radarr', 'boot')], 'movie').sortTitle).toEqual({
      value: 'boot',
      provider: 'radarr',
    });
    expect(resolve([value('title', 'tmdb', 'Alien')], 'movie')).not.toHaveProperty('sortTitle');
    expect(resolve([value('title', 'tmdb', 'The Pilot')], 'episode')).not.toHaveProperty('sortTitle');
    expect(resolve([], 'movie')).toEqual({});
  });
});

describe('what several sources add to', () => {
  test('ratings: one a source of ratings, OMDb’s before the copies of others', () => {
    const fields = resolve(
      [
        value('ratings', 'radarr', [
          { source: 'imdb', value: 8.1 },
          { source: 'tmdb', value: 7 },
        ]),
        value('ratings', 'omdb', [{ source: 'imdb', value: 8.2 }]),
      ],
      'movie',
    );
    expect(fields.ratings?.value).toEqual([
      { source: 'imdb', value: 8.2 },
      { source: 'tmdb', value: 7 },
    ]);
  });

  test('translations by language and country, offers as they are, films by their address', () => {
    const de = { language: 'de', title: 'Ein Titel' };
    const pt = { language: 'pt', title: 'Um' };
    const brazil = { language: 'pt', country: 'BR', title: 'Outro' };
    const stream = { country: 'US', kind: 'stream', names: ['A'] } as const;
    const buy = { country: 'US', kind: 'buy', names: ['B'] } as const;
    const film = { kind: 'Trailer', url: 'https://a.test/1', language: 'de' };
    const fields = resolve(
      [
        value('translations', 'tmdb', [de, pt]),
        value('translations', 'tvdb', [{ ...de, title: 'Anders' }, brazil]),
        value('availability', 'tmdb', [stream, buy]),
        value('videos', 'tmdb', [film]),
        value('videos', 'tvdb', [
          { ...film, kind: 'Teaser' },
          { ...film, url: 'https://a.test/2' },
        ]),
      ],
      'movie',
    );
    expect(fields.translations?.value).toEqual([de, pt, brazil]);
    expect(fields.availability?.value).toEqual([stream, buy]);
    expect(fields.videos?.value).toEqual([film, { ...film, url: 'https://a.test/2' }]);
  });
});
