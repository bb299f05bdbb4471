import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { coversLibrary } from '../../../src/providers/arr/covers.ts';
import { localPaths } from '../../../src/providers/arr/local-paths.ts';
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
    [' /tv/Show ', '/tv/Show'],
    ['\\\\?\\D:\\TV\\Show', 'D:/TV/Show'],
    ['\\\\?\\UNC\\nas\\tv\\Show', '/nas/tv/Show'],
    ['\\\\.\\D:\\TV', 'D:/TV'],
    ['//nas/tv/Show', '/nas/tv/Show'],
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
    expect(map(remote)).toEqual([local]);
  });

  it('gives every place of entries that share their source', () => {
    const disks = pathMapper([
      { from: '/movies', to: '/mnt/disk1' },
      { from: '/movies/', to: '/mnt/disk2' },
      { from: '/movies/4k', to: '/mnt/uhd' },
    ]);
    expect(disks('/movies/Alien')).toEqual(['/mnt/disk1/Alien', '/mnt/disk2/Alien']);
    expect(disks('/movies/4k/Alien')).toEqual(['/mnt/uhd/Alien']);
  });

  it('counts every entry, whatever its spelling', () => {
    const spelt = pathMapper([
      { from: ' /Straße ', to: ' /mnt/a ' },
      { from: '\\\\?\\D:\\Films', to: '/mnt/b' },
      { from: '//NAS/share/', to: '/mnt/c' },
    ]);
    expect(spelt('/STRASSE/x')).toEqual(['/mnt/a/x']);
    expect(spelt('d:/films/x')).toEqual(['/mnt/b/x']);
    expect(spelt('\\\\nas\\share\\x')).toEqual(['/mnt/c/x']);
  });

  it('leaves paths as they are without a mapping, and maps the root', () => {
    expect(pathMapper([])('/movies/a.mkv')).toEqual(['/movies/a.mkv']);
    expect(pathMapper([{ from: '/', to: '/mnt/server' }])('/movies/a.mkv')).toEqual(['/mnt/server/movies/a.mkv']);
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

describe('localPaths', () => {
  it('gives both spellings where a root is a symbolic link, whichever side has it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'revenge-links-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const [disk, link] = [join(await realpath(folder), 'disk'), join(await realpath(folder), 'link')];
    await mkdir(disk);
    await symlink(disk, link);

    const linkedRoot = localPaths([], [link]);
    await linkedRoot.prepare([`${disk}/Alien`]);
    expect(linkedRoot.of(`${disk}/Alien/a.mkv`)).toContain(`${link}/Alien/a.mkv`);

    const linkedMap = localPaths([{ from: '/movies', to: link }], [disk]);
    await linkedMap.prepare(['/movies/Alien']);
    expect(linkedMap.of('/movies/Alien/a.mkv')).toContain(`${disk}/Alien/a.mkv`);

    const neither = localPaths([{ from: '/movies', to: disk }], [disk]);
    await neither.prepare(['/movies/Alien', '/elsewhere/Heat']);
    expect(neither.of('/movies/Alien')).toEqual([`${disk}/Alien`]);
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
