import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArtworkCandidate } from '../../src/enrich/artwork-choice.ts';
import { rankArtwork } from '../../src/enrich/artwork-choice.ts';
import type { ArtworkKind } from '../../src/model/files.ts';

function candidate(url: string, some: Partial<ArtworkCandidate> = {}): ArtworkCandidate {
  return { kind: 'poster', url, provider: 'tmdb', ...some };
}

function ranked(
  kind: ArtworkKind,
  candidates: readonly ArtworkCandidate[],
  languages = ['de', 'en'],
  originalLanguage?: string,
): string {
  const taste = { kind, languages, ...(originalLanguage === undefined ? {} : { originalLanguage }) };
  return rankArtwork(candidates, taste)
    .map(({ url }) => url)
    .join(' ');
}

const byLanguage = [
  candidate('none'),
  candidate('fr', { language: 'fr' }),
  candidate('ja', { language: 'ja' }),
  candidate('en', { language: 'en' }),
  candidate('de', { language: 'de' }),
];

describe('rankArtwork', () => {
  test('a picture beside the media is before all others', () => {
    expect(
      ranked('poster', [candidate('a', { language: 'de', rating: 10, votes: 999 }), candidate('file:/x.jpg')]),
    ).toBe('file:/x.jpg a');
  });

  test('a poster speaks the preferred language, then the original one, then none', () => {
    expect(ranked('poster', byLanguage, ['de', 'en'], 'ja')).toBe('de en ja none fr');
    expect(ranked('cover', byLanguage, [])).toBe('none fr ja en de');
    expect(ranked('poster', byLanguage, ['de-AT', 'en'], 'ja-JP')).toBe('de en ja none fr');
  });

  test('a backdrop has no text on it', () => {
    expect(ranked('backdrop', byLanguage, ['de', 'en'], 'ja')).toBe('none de en ja fr');
  });

  test('a rating of few votes says little, and one of none nothing', () => {
    const many = candidate('many', { rating: 7, votes: 100 });
    expect(ranked('poster', [candidate('unrated'), candidate('few', { rating: 10, votes: 1 }), many])).toBe(
      'many few unrated',
    );
    expect(ranked('poster', [candidate('bad', { rating: 1, votes: 100 }), candidate('unrated')])).toBe('unrated bad');
  });

  test('likes are not a rating of ten: they tell apart what is equal otherwise', () => {
    const rated = candidate('rated', { rating: 6, votes: 50 });
    const liked = candidate('liked', { votes: 500 });
    expect(ranked('poster', [liked, rated])).toBe('rated liked');
    expect(ranked('poster', [candidate('less', { votes: 2 }), liked])).toBe('liked less');
  });

  test('one too small is behind; of equals the larger; else the order of the sources', () => {
    const small = candidate('small', { width: 300, height: 450, rating: 9, votes: 99 });
    const large = candidate('large', { width: 2000, height: 3000 });
    const medium = candidate('medium', { width: 1000, height: 1500 });
    expect(ranked('poster', [small, medium, large])).toBe('large medium small');
    expect(ranked('logo', [small, large])).toBe('small large');
    expect(ranked('poster', [candidate('first'), candidate('second')])).toBe('first second');
  });

  test('keeps all candidates', () => {
    const any = fc.record({
      url: fc.webUrl(),
      width: fc.nat(),
      height: fc.nat(),
      rating: fc.double({ min: 0, max: 10, noNaN: true }),
      votes: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(any), (all) => {
        const candidates = all.map((each) => candidate(each.url, each));
        const result = rankArtwork(candidates, { kind: 'poster', languages: ['en'] });
        expect(result).toHaveLength(candidates.length);
        expect(new Set(result)).toEqual(new Set(candidates));
      }),
    );
  });
});
