import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathMapper } from '../../../src/providers/arr/path-map.ts';
import { suggestPathMap } from '../../../src/providers/arr/suggest-map.ts';

const here = (root: string, ...names: string[]) => names.map((relativePath) => ({ root, relativePath }));

describe('suggestPathMap', () => {
  it('finds the prefixes that differ', () => {
    const locals = here('/mnt/films', 'Alien (1979)', 'Heat (1995)', 'Other');
    expect(suggestPathMap(['/movies/Alien (1979)', '/movies/Heat (1995)/', '/movies/Unknown'], locals)).toEqual([
      { from: '/movies', to: '/mnt/films', folders: 2 },
    ]);
  });

  it('writes Windows paths as the service does, and understands shares', () => {
    const locals = here('/mnt/films', 'Alien (1979)', 'Heat (1995)');
    const remotes = ['D:\\Media\\Movies\\Alien (1979)', '\\\\nas\\films\\Heat (1995)'];
    const suggestions = suggestPathMap(remotes, locals);
    expect(suggestions).toEqual([
      { from: 'D:\\Media\\Movies', to: '/mnt/films', folders: 1 },
      { from: '\\\\nas\\films', to: '/mnt/films', folders: 1 },
    ]);
    const toLocal = pathMapper(suggestions);
    expect(remotes.flatMap(toLocal)).toEqual(['/mnt/films/Alien (1979)', '/mnt/films/Heat (1995)']);
  });

  it('gives a mapping for each of several roots, the most used first', () => {
    const locals = [...here('/m', 'A', 'B', 'C'), ...here('/m', '4k', '4k/D')];
    expect(suggestPathMap(['/uhd/D', '/hd/A', '/hd/B', '/hd/C'], locals)).toEqual([
      { from: '/hd', to: '/m', folders: 3 },
      { from: '/uhd', to: '/m/4k', folders: 1 },
    ]);
  });

  it('prefers folders that have more in common, and does not go above the library', () => {
    const locals = [...here('/a', 'show/Season'), ...here('/b/other', 'Season')];
    expect(suggestPathMap(['/tv/show/Season'], locals)).toEqual([{ from: '/tv', to: '/a', folders: 1 }]);
    expect(suggestPathMap(['/x/b/other/Season'], here('/b/other', 'Season'))).toEqual([
      { from: '/x/b/other', to: '/b/other', folders: 1 },
    ]);
  });

  it('compares without regard to case and to the form of accents', () => {
    const [one, other] = ['Amélie'.normalize('NFC'), 'AMÉLIE'.normalize('NFD')];
    expect(suggestPathMap([`/m/${one}`], here('/f', other))).toEqual([{ from: '/m', to: '/f', folders: 1 }]);
  });

  it('takes a few chance likenesses among many for none, and nothing for nothing', () => {
    const remotes = ['/m/Extras', ...Array.from({ length: 200 }, (_, index) => `/m/Movie ${index}`)];
    expect(suggestPathMap(remotes, here('/f', 'Extras', 'Else'))).toEqual([]);
    expect(suggestPathMap([], here('/f', 'A'))).toEqual([]);
    expect(suggestPathMap(['/', '', '/A'], here('/f', ''))).toEqual([]);
  });

  it('suggests what brings the folders together, whatever the prefixes are', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    const prefix = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{3,9} \((19|20)\d\d\)$/), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(prefix, prefix, names, (from, to, folders) => {
        const remotes = folders.map((name) => `${from}/${name}`);
        const toLocal = pathMapper(suggestPathMap(remotes, here(to, ...folders)));
        expect(remotes.flatMap(toLocal)).toEqual(folders.map((name) => `${to}/${name}`));
      }),
    );
  });
});
