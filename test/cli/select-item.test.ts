import { describe, expect, it } from 'vitest';
import { bestItems, selectorsOf } from '../../src/cli/items/selectors.ts';
import type { ItemKind } from '../../src/model/kinds.ts';
import { itemView } from './item-view.ts';

const CWD = '/media';

describe('selectorsOf', () => {
  it.each([
    ['0b8f6c0e-1111-4222-8333-0123456789AB', [{ by: 'id', id: '0b8f6c0e-1111-4222-8333-0123456789ab' }]],
    ['tmdb:603', [{ by: 'external', kind: 'tmdb', value: '603' }]],
    ['TMDB:603', [{ by: 'external', kind: 'tmdb', value: '603' }]],
    ['tt0133093', [{ by: 'external', kind: 'imdb', value: 'tt0133093' }]],
    ['musicbrainz-release:ABC', [{ by: 'external', kind: 'musicbrainz-release', value: 'abc' }]],
  ] as const)('%s is an id', (what, selectors) => {
    expect(selectorsOf(what, CWD)).toEqual(selectors);
  });

  it.each([
    ['Mission: Impossible', [{ by: 'title', title: 'Mission: Impossible' }]],
    [
      'Dune (1984)',
      [
        { by: 'title', title: 'Dune', year: 1984 },
        { by: 'title', title: 'Dune (1984)' },
      ],
    ],
    [
      'Blade Runner 2049',
      [
        { by: 'title', title: 'Blade Runner 2049' },
        { by: 'title', title: 'Blade Runner', year: 2049 },
      ],
    ],
    ['1917', [{ by: 'title', title: '1917' }]],
  ] as const)('%s is a title, or else a path', (what, selectors) => {
    expect(selectorsOf(what, CWD)).toEqual([...selectors, { by: 'path', path: `/media/${what}` }]);
  });

  it('takes the beginning of an id, and a title that looks like one', () => {
    expect(selectorsOf('0B8F6C0E-11', CWD).map((selector) => selector.by)).toEqual(['id', 'title', 'path']);
    expect(selectorsOf('Facade', CWD).map((selector) => selector.by)).toEqual(['title', 'path']);
  });

  it('takes what has a slash for a path first', () => {
    expect(selectorsOf('./films/../Face/Off', CWD).map((selector) => selector.by)).toEqual(['path', 'title']);
    expect(selectorsOf('./films/../Face/Off', CWD)[0]).toEqual({ by: 'path', path: '/media/Face/Off' });
    expect(selectorsOf('/other/film.mkv', CWD)[0]).toEqual({ by: 'path', path: '/other/film.mkv' });
  });
});

describe('bestItems', () => {
  const item = (kind: ItemKind, title: string) => itemView({ kind, title });

  it('prefers works that stand for themselves to their parts', () => {
    const items = [item('episode', 'Dark'), item('series', 'Dark')];
    expect(bestItems(items, { by: 'title', title: 'dark' }, undefined)).toEqual([items[1]]);
    expect(bestItems(items, { by: 'external', kind: 'tmdb', value: '1' }, undefined)).toEqual([items[1]]);
    expect(bestItems(items, { by: 'title', title: 'dark' }, 'episode')).toEqual([items[0]]);
  });

  it('prefers the exact title, and keeps all that have it', () => {
    const items = [item('movie', 'Alien'), item('movie', 'Aliens'), item('movie', 'ALIEN')];
    expect(bestItems(items, { by: 'title', title: 'alien' }, undefined)).toEqual([items[0], items[2]]);
    expect(bestItems(items, { by: 'title', title: 'ali' }, undefined)).toEqual(items);
    expect(bestItems([], { by: 'title', title: 'ali' }, undefined)).toEqual([]);
  });
});
