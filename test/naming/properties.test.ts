import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleKey } from '../../src/model/title-key.ts';
import { explainReading } from '../../src/naming/explain.ts';
import { readPins } from '../../src/naming/pins.ts';
import { readName } from '../../src/naming/read-name.ts';
import { readSeasonFolder } from '../../src/naming/season-folder.ts';
import { readingToJson } from '../../src/naming/to-json.ts';
import { composedCases } from './cases/compose.ts';
import { HAND_CASES } from './cases/hand.ts';

const PIECES = [
  'S01E02',
  '1x02',
  'Season',
  'Episode',
  '2019',
  '(2019)',
  '1080p',
  'x264',
  '-',
  '[',
  ']',
  '(',
  ')',
  '.',
  '_',
  ' ',
  '/',
  '\\',
  'E',
  '01',
  '-02',
  '~',
  '#',
  '第',
  '话',
  'S',
  '12',
  'v2',
  'aka',
  'BluRay',
  'DTS-HD',
  'ger',
  'sub',
  'Show',
  'the',
  'Part',
  'II',
  'CD1',
  '\u0000',
  '\ud800',
  '\udc80',
  'İ',
  'é',
  '{tmdb-1}',
  'tt0133093',
  '【',
  '】',
  ' / ',
  'mp3',
  '.mkv',
  '.srt',
  'sample',
  '-trailer',
  '5.1',
  '+',
];
const anyString = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
);
const known = [...composedCases(), ...HAND_CASES].map(({ name }) => name);

describe('any string at all', () => {
  it('is read without throwing, the same way twice', () => {
    fc.assert(
      fc.property(anyString, (name) => {
        const first = readName(name);
        expect(readName(name)).toEqual(first);
        JSON.stringify(readingToJson(first));
        explainReading(first);
        readPins(name, 'file-name');
        readSeasonFolder(name);
        readSeasonFolder(name, 'Show');
        titleKey(name);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives numbers that can be and lists in order', () => {
    fc.assert(
      fc.property(anyString, (name) => {
        const reading = readName(name);
        for (const number of [...reading.episodes, ...reading.absolute, ...reading.seasons])
          expect(Number.isFinite(number)).toBe(true);
        for (const list of [reading.episodes, reading.seasons])
          expect([...list].sort((a, b) => a - b)).toEqual([...list]);
        expect(reading.title === '').toBe(false);
        for (const claim of reading.claims) expect(claim.confidence).toBeGreaterThanOrEqual(0);
        for (const claim of reading.claims) expect(claim.confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('titleKey', () => {
  it('is stable: the key of a key is the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (title) => {
        const key = titleKey(title);
        expect(titleKey(key).length).toBeLessThanOrEqual(key.length);
      }),
    );
  });
});

describe('spelling that makes no difference', () => {
  const identity = (name: string): unknown => {
    const { type, season, seasons, episodes, absolute, date, year, title } = readName(name);
    return {
      type,
      season,
      seasons,
      episodes,
      absolute,
      date,
      year,
      title: title === undefined ? undefined : titleKey(title),
    };
  };
  const episodes = composedCases().filter(({ name }) => / S\d\dE\d\d .*-GRP\.mkv$/.test(name));

  it('reads small letters as capitals where a marker stands', () => {
    for (const { name } of episodes) expect(identity(name.toLowerCase()), name).toEqual(identity(name));
  });

  it('reads dots and underscores as blanks where a marker stands', () => {
    expect(episodes.length).toBeGreaterThan(5);
    for (const { name } of episodes) {
      const stem = name.slice(0, -4);
      expect(identity(`${stem.replaceAll(' ', '.')}.mkv`), name).toEqual(identity(name));
      expect(identity(`${stem.replaceAll(' ', '_')}.mkv`), name).toEqual(identity(name));
    }
  });

  it('reads POSIX and Windows paths alike', () => {
    for (const name of known.filter((path) => path.startsWith('/media'))) {
      expect(identity(name.replaceAll('/', '\\')), name).toEqual(identity(name));
    }
  });
});

describe('time', () => {
  const HOSTILE = [
    'S01E',
    '1x',
    '-01',
    '[',
    '(((',
    '](',
    'a.',
    '. ',
    'S01',
    '2019 ',
    '1-2',
    'sub ',
    'ger ',
    'Season 1 ',
    '第1',
    '0'.repeat(9),
    'x264',
    '- 1 ',
    '/',
    ' / ',
    'aka ',
    'e1',
    'dts hd ma ',
    '{tmdb-',
    'tt1',
    '\u3042a ',
  ];

  it('grows no faster than the name: eight times the length takes far less than 64 times as long', () => {
    for (const piece of HOSTILE) {
      const short = piece.repeat(Math.ceil(500 / piece.length)).slice(0, 500);
      const long = short.repeat(8);
      const ratio = (8 * computing(() => readName(long), 1)) / computing(() => readName(short), 8);
      expect(ratio, piece).toBeLessThan(40);
    }
  });
});

/** Least time that the processor was at it, of several runs of so many turns: what else the machine does is not in it. */
function computing(work: () => unknown, turns: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 8; run++) {
    const before = process.cpuUsage();
    for (let turn = 0; turn < turns; turn++) work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, Math.max(user + system, 50));
  }
  return least;
}
