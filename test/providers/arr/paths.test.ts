import { describe, expect, it } from 'vitest';
import { coversLibrary } from '../../../src/providers/arr/covers.ts';
import { pathIndex } from '../../../src/providers/arr/path-index.ts';
import { pathMapper, plainPath } from '../../../src/providers/arr/path-map.ts';

describe('plainPath', () => {
  it.each([
    ['/tv/Show/', '/tv/Show'],
    ['/', '/'],
    ['/tv//Show/./S1', '/tv/Show/S1'],
    ['D:\\TV\\Show\\', 'D:/TV/Show'],
    ['D:/TV', 'D:/TV'],
    ['\\\\nas\\tv\\Show', '/nas/tv/Show'],
    ['/tv/AC\\DC', '/tv/AC\\DC'],
  ])('%s → %s', (path, plain) => {
    expect(plainPath(path)).toBe(plain);
  });
});

describe('pathMapper', () => {
  const map = pathMapper([
    { from: '/data', to: '/mnt' },
    { from: '/data/media/movies/', to: '/films/' },
    { from: 'D:\\TV', to: '/mnt/tv' },
    { from: '\\\\nas\\share', to: '/mnt/share' },
  ]);

  it.each([
    ['the longest prefix', '/data/media/movies/Alien (1979)/a.mkv', '/films/Alien (1979)/a.mkv'],
    ['a shorter prefix', '/data/media/moviesX/a.mkv', '/mnt/media/moviesX/a.mkv'],
    ['whole parts only', '/database/a.mkv', '/database/a.mkv'],
    ['the prefix itself', '/data/', '/mnt'],
    ['no prefix', '/other/a.mkv', '/other/a.mkv'],
    ['Windows', 'd:\\tv\\Show\\Season 1\\a.mkv', '/mnt/tv/Show/Season 1/a.mkv'],
    ['a share', '\\\\NAS\\share\\x.mkv', '/mnt/share/x.mkv'],
    ['a backslash in a name', '/data/AC\\DC.mkv', '/mnt/AC\\DC.mkv'],
  ])('maps %s', (_what, remote, local) => {
    expect(map(remote)).toBe(local);
  });

  it('leaves paths as they are without a mapping, and maps the root', () => {
    expect(pathMapper([])('/movies/a.mkv')).toBe('/movies/a.mkv');
    expect(pathMapper([{ from: '/', to: '/mnt/server' }])('/movies/a.mkv')).toBe('/mnt/server/movies/a.mkv');
  });
});

describe('pathIndex', () => {
  it('finds without regard to case and accents, and prefers the very spelling', () => {
    const index = pathIndex<string>();
    index.add('/m/Amélie', 'accent');
    index.add('/m/Twin', 'upper');
    index.add('/m/twin', 'lower');
    expect(index.at('/m/amélie/'.normalize('NFD'))).toBe('accent');
    expect(index.at('/m/Twin')).toBe('upper');
    expect(index.at('/m/twin')).toBe('lower');
    expect(index.at('/m/TWIN')).toBeUndefined();
    expect(index.at('/m/none')).toBeUndefined();
  });
});

describe('coversLibrary', () => {
  const library = { name: 'Kino', root: '/k', kind: 'tv' } as const;
  const config = { url: 'http://a', apiKey: 'k', pathMap: [] };
  it('goes by the library’s kind, unless names are configured', () => {
    expect(coversLibrary(config, ['tv', 'auto'], library)).toBe(true);
    expect(coversLibrary(config, ['movies', 'auto'], library)).toBe(false);
    expect(coversLibrary({ ...config, libraries: [] }, ['tv'], library)).toBe(true);
    expect(coversLibrary({ ...config, libraries: ['Kino'] }, ['movies'], library)).toBe(true);
    expect(coversLibrary({ ...config, libraries: ['Other'] }, ['tv'], library)).toBe(false);
  });
});
