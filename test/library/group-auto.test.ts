import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIBRARY_KINDS } from '../../src/model/kinds.ts';
import type { FakeFolder } from '../support/fake-file-tree.ts';
import { grouped, lines, rulesOf } from './grouped.ts';

const BIG = 1000;

async function kinds(folder: FakeFolder): Promise<string[]> {
  const { groups } = await grouped('auto', folder);
  return groups.map(({ kind, key }) => `${kind} ${key}`).sort();
}

describe('auto: folder by folder', () => {
  it.each<[string, FakeFolder, string[]]>([
    ['audio only is an album', { 'A - B': { '01.flac': 1 } }, ['album A - B']],
    ['discs of audio are an album', { 'A - B': { CD1: { '1.mp3': 1 }, CD2: { '1.mp3': 1 } } }, ['album A - B']],
    ['an artist is albums', { A: { B: { '1.mp3': 1 }, C: { '1.mp3': 1 } } }, ['album A/B', 'album A/C']],
    ['season folders are a series', { Show: { 'Season 1': { 'x.mkv': BIG } } }, ['series Show']],
    ['episode names are a series', { Show: { 'Show S01E01.mkv': BIG, 'trailer.mkv': 1 } }, ['series Show']],
    ['dates are a series', { Show: { 'Show 2017-04-20.mkv': BIG } }, ['series Show']],
    ['other video is a movie', { Heat: { 'Heat (1995).mkv': BIG, 'soundtrack.mp3': 1 } }, ['movie Heat']],
    ['a number alone is no episode', { X: { "Ocean's 11.mkv": BIG } }, ['movie X']],
    ['a disc is a movie', { 'Heat (1995)': { BDMV: { STREAM: { '1.m2ts': BIG } } } }, ['movie Heat (1995)']],
    [
      'a movie in parts is a movie',
      { 'Heat (1995)': { CD1: { 'a.avi': BIG }, CD2: { 'b.avi': BIG } } },
      ['movie Heat (1995)'],
    ],
    [
      'folders of one kind are of that kind',
      { Films: { 'Heat (1995)': { 'h.mkv': BIG }, 'Ronin (1998)': { 'r.mkv': BIG } } },
      ['movie Films/Heat (1995)', 'movie Films/Ronin (1998)'],
    ],
    [
      'folders of several kinds are decided again',
      { All: { 'Heat (1995)': { 'Heat.mkv': BIG }, 'A - B': { '1.mp3': 1 }, Show: { 'Show S01E01.mkv': BIG } } },
      ['album All/A - B', 'movie All/Heat (1995)', 'series All/Show'],
    ],
    [
      'files in the root are decided one by one',
      { 'Heat (1995).mkv': BIG, 'Show S01E01.mkv': BIG, 'a.mp3': 1 },
      ['album //a.mp3', 'movie //heat-1995', 'series //show'],
    ],
  ])('%s', async (_, folder, expected) => {
    expect(await kinds(folder)).toEqual(expected);
  });

  it('sidecars in the root go with their file', async () => {
    const { groups, skipped } = await grouped('auto', {
      'Heat (1995).mkv': BIG,
      'Heat (1995).en.mka': 1,
      'Show S01E01.mkv': BIG,
      'Show S01E01.srt': 1,
      'x.jpg': 1,
    });
    expect(groups.flatMap(lines)).toEqual([
      'Heat (1995).mkv: main',
      'Heat (1995).en.mka: audio en → Heat (1995).mkv',
      'Show S01E01.mkv: main',
      'Show S01E01.srt: subtitle → Show S01E01.mkv',
    ]);
    expect(rulesOf({ groups, skipped })).toEqual(['x.jpg: no-media']);
  });

  it('no-media: folders without any, and files beside folders of several kinds', async () => {
    const result = await grouped('auto', {
      P: { 'a.jpg': 1 },
      All: { 'a.nfo': 1, M: { 'Heat (1995).mkv': BIG }, A: { '1.mp3': 1 } },
    });
    expect(rulesOf(result)).toEqual(['All/a.nfo: no-media', 'P/a.jpg: no-media']);
  });
});

/** Names that make grouping work for its living. */
const NAMES = [
  'Alien (1979)',
  'Alien',
  'Alien 3',
  'Alien (1979) - 1080p',
  'Alien (1979)-trailer',
  'Alien cd1',
  'Alien cd2',
  'sample',
  'x-sample',
  'trailer',
  'Show S01E01',
  'Show S01E01-E02',
  'Show S01E01.en',
  'Show - 01',
  '2017-04-20',
  '01 - Song',
  '01',
  'poster',
  'fanart-1',
  'Season01',
  'movie',
  'tvshow',
  'VTS_01_1',
  'VIDEO_TS',
  'theme',
  'a',
  'b',
  '\udcff',
  'x'.repeat(250),
  'new\nline',
  '[x',
  '(((',
  '-',
  ' ',
  '//'.replace('//', '_'),
];
const FOLDERS = [
  'Alien (1979)',
  'Show',
  'Season 1',
  'Specials',
  'Extras',
  'Trailers',
  'Subs',
  'CD1',
  'CD2',
  'Disc 1',
  'Box (Disc 1)',
  'Box (Disc 2)',
  'BDMV',
  'VIDEO_TS',
  'STREAM',
  'Volume 1',
  'Artist',
  '4K',
  'Sample',
  '\udcfe',
];
const EXTENSIONS = ['mkv', 'mkv', 'avi', 'iso', 'm2ts', 'vob', 'ifo', 'mp3', 'flac', 'srt', 'nfo', 'jpg', 'lrc', 'txt'];

const file = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...EXTENSIONS), fc.constantFrom(0, 1, 400, 1000))
  .map(([name, extension, size]) => [`${name}.${extension}`, size] as const);
const folder = [1, 2, 3].reduce(
  (inner) =>
    fc
      .tuple(fc.array(file, { maxLength: 7 }), fc.array(fc.tuple(fc.constantFrom(...FOLDERS), inner), { maxLength: 3 }))
      .map(([files, folders]): FakeFolder => Object.fromEntries<FakeFolder[string]>([...files, ...folders])),
  fc.array(file, { maxLength: 7 }).map((files): FakeFolder => Object.fromEntries(files)),
);

describe('every grouping', () => {
  it('puts each file in exactly one group or leaves it out with a rule, under unique keys, whatever lies where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LIBRARY_KINDS), folder, async (kind, tree) => {
        // `grouped` throws where one of these does not hold.
        const { groups, skipped } = await grouped(kind, tree);
        expect(skipped.every(({ rule, reason }) => rule !== '' && reason !== '')).toBe(true);
        const again = await grouped(kind, tree);
        expect(again.groups.map(({ key, files }) => [key, files])).toEqual(
          groups.map(({ key, files }) => [key, files]),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('ties sidecars to main files or extras of their own group only', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...LIBRARY_KINDS), folder, async (kind, tree) => {
        const { groups } = await grouped(kind, tree);
        for (const { files } of groups) {
          const owners = new Set(
            files.filter(({ role }) => role === 'main' || role === 'extra').map(({ relativePath }) => relativePath),
          );
          for (const { belongsTo } of files) expect(belongsTo === undefined || owners.has(belongsTo)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
