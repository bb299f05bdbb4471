import { describe, expect, it } from 'vitest';
import {
  ID_PAGES,
  IDENTITY_IDS,
  identifiesWork,
  isOfInstance,
  mergeIds,
  ownerOf,
  validId,
} from '../../src/model/external-ids.ts';
import { EXTERNAL_ID_KINDS } from '../../src/model/ids.ts';
import { PROVIDERS } from '../../src/providers/list.ts';

describe('the table of external ids', () => {
  it('names sources as owners', () => {
    const sources = new Set<string>([
      ...PROVIDERS.map(({ id }) => id),
      'imdb',
      'anidb',
      'tvmaze',
      'theporndb',
      'wikidata',
    ]);
    expect(EXTERNAL_ID_KINDS.map(ownerOf).filter((owner) => !sources.has(owner))).toEqual([]);
  });

  it('tells ids of an instance from those of the world, and identifies no item by them', () => {
    const ofInstance = EXTERNAL_ID_KINDS.filter(isOfInstance);
    expect(ofInstance).toEqual(['radarr', 'sonarr', 'lidarr', 'whisparr']);
    expect(Object.values(IDENTITY_IDS).flat().filter(isOfInstance)).toEqual([]);
  });

  it('reads the id of a page in the form of its kind', () => {
    const idOf = (url: string) =>
      ID_PAGES.flatMap(([page, kind]) => {
        const value = page.exec(url)?.[1];
        return value === undefined ? [] : [[kind, validId(kind, value)]];
      });
    expect(idOf('https://www.imdb.com/title/tt0133093/')).toEqual([['imdb', 'tt0133093']]);
    expect(idOf('https://www.thetvdb.com/series/12345')).toEqual([['tvdb', '12345']]);
    expect(idOf('https://musicbrainz.org/release/2A1C7B3E-0000-4000-8000-000000000000')).toEqual([
      ['musicbrainz-release', '2a1c7b3e-0000-4000-8000-000000000000'],
    ]);
    expect(validId('tmdb', '0')).toBeUndefined();
    expect(validId('imdb', '133093')).toBe('tt0133093');
    expect(validId('wikidata', 'q42')).toBe('Q42');
  });

  it('lets an id identify only the groups that it names as a whole', () => {
    expect(identifiesWork('musicbrainz-release', 'album')).toBe(true);
    expect(identifiesWork('musicbrainz-recording', 'album')).toBe(false);
    expect(identifiesWork('anidb', 'movie')).toBe(false);
    expect(identifiesWork('stashdb', 'scene')).toBe(true);
  });

  it('merges ids, the first set counting where two differ', () => {
    expect(mergeIds([{ tmdb: '1' }, { tmdb: '2', imdb: 'tt1' }])).toEqual({ tmdb: '1', imdb: 'tt1' });
    expect(mergeIds([])).toEqual({});
  });
});
