import { describe, expect, it } from 'vitest';
import type { NameReading } from '../../src/model/reading.ts';
import { readName } from '../../src/naming/read-name.ts';
import { readSiblings } from '../../src/naming/siblings/read-siblings.ts';

interface Options {
  readonly folder?: string;
  readonly season?: number;
}

function readAll(stems: readonly string[], { folder = 'Harbour', season }: Options = {}): NameReading[] {
  const directory = `${folder}/`;
  const read = (path: string): NameReading => readName(path, { kind: 'tv' });
  const siblings = stems.map((stem) => {
    const path = `${directory}${stem}.mkv`;
    return { directory, stem, extension: '.mkv', reading: read(path) };
  });
  return readSiblings(siblings, season === undefined ? { read } : { read, season });
}

/** `S01E02`, `S01E02,3`, `#101`, a date, or nothing. */
function numbers({ season, episodes, absolute, date }: NameReading): string {
  if (date !== undefined) return date;
  if (absolute.length > 0) return `#${absolute.join()}`;
  if (episodes.length === 0) return '';
  return season === undefined ? `E${episodes.join()}` : `S${season}E${episodes.join()}`;
}

function read(stems: readonly string[], options?: Options): string[] {
  return readAll(stems, options).map(numbers);
}

function counted(from: number, to: number, stemOf: (number: number) => string): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => stemOf(from + index));
}

describe('a number that holds season and episode', () => {
  it('has gaps at the hundreds', () => {
    const stems = [...counted(101, 103, (n) => `harbour.${n}.hdtv`), ...counted(201, 203, (n) => `harbour.${n}.hdtv`)];
    expect(read(stems)).toEqual(['S1E1', 'S1E2', 'S1E3', 'S2E1', 'S2E2', 'S2E3']);
  });

  it('is counted through where a run goes over a hundred', () => {
    expect(read(counted(98, 103, (n) => `harbour.${n}.hdtv`))).toEqual(['#98', '#99', '#100', '#101', '#102', '#103']);
    expect(read(counted(199, 202, (n) => `Harbour - ${n} - Tide`))).toEqual(['#199', '#200', '#201', '#202']);
  });

  it('is one of the season that the folder says, and of no other', () => {
    expect(read(['Harbour 201', 'Harbour 202', 'Harbour 203'], { folder: 'Harbour/Season 2', season: 2 })).toEqual([
      'S2E1',
      'S2E2',
      'S2E3',
    ]);
    const [first] = readAll(['Harbour 201', 'Harbour 202', 'Harbour 203'], { folder: 'Harbour/Season 5', season: 5 });
    expect(first?.episodes).toEqual([201]);
  });

  it('stays possible as a whole', () => {
    const [first] = readAll(['Harbour 101', 'Harbour 102', 'Harbour 103']);
    expect(first?.alternatives[0]).toMatchObject({ season: null, episodes: [], absolute: [101] });
  });
});

describe('two numbers', () => {
  it('make a grid of season and episode', () => {
    expect(read(['Harbour 1-02', 'Harbour 1-03', 'Harbour 1-04', 'Harbour 2-01', 'Harbour 2-02'])).toEqual([
      'S1E2',
      'S1E3',
      'S1E4',
      'S2E1',
      'S2E2',
    ]);
    expect(readAll(['Harbour 1-02', 'Harbour 1-03']).map(({ title }) => title)).toEqual(['Harbour', 'Harbour']);
  });

  it('with a spaced dash are a title and an episode', () => {
    const readings = readAll(['Harbour 2 - 05', 'Harbour 2 - 06', 'Harbour 2 - 07']);
    expect(readings.map(numbers)).toEqual(['#5', '#6', '#7']);
    expect(readings[0]?.title).toBe('Harbour 2');
  });

  it('are a range where no sibling is in it', () => {
    expect(read(['Harbour 01-02', 'Harbour 03-04', 'Harbour 05-06'])).toEqual(['#1,2', '#3,4', '#5,6']);
  });
});

describe('a range that overlaps its siblings', () => {
  it('is no range', () => {
    const readings = readAll(['Harbour S01E01-12 Friends', 'Harbour S01E02 Tide', 'Harbour S01E03 Storm']);
    expect(readings.map(numbers)).toEqual(['S1E1', 'S1E2', 'S1E3']);
    expect(readings[0]?.episodeTitle).toBe('12 Friends');
  });

  it('stays one where it names both episodes, or nothing is in it', () => {
    expect(read(['Harbour S01E01-E02', 'Harbour S01E02'])).toEqual(['S1E1,2', 'S1E2']);
    expect(read(['Harbour S01E01-02', 'Harbour S01E03'])).toEqual(['S1E1,2', 'S1E3']);
  });
});

describe('a bare number', () => {
  it('counts where the siblings have one in the same place', () => {
    const readings = readAll(['Harbour 1', 'Harbour 2', 'Harbour 3'], { folder: 'Other' });
    expect(readings.map(numbers)).toEqual(['#1', '#2', '#3']);
    expect(readings[0]?.title).toBe('Harbour');
  });

  it('keeps the tags and the title of the episode behind it', () => {
    const [first] = readAll([
      'harbour.101.tide.720p.x264-GRP',
      'harbour.102.storm.720p.x264-GRP',
      'harbour.103.fog.720p',
    ]);
    expect(first).toMatchObject({ title: 'harbour', episodeTitle: 'tide', resolution: '720p', releaseGroup: 'GRP' });
  });

  it('says from where it was read', () => {
    const [first] = readAll(['Harbour 101', 'Harbour 102', 'Harbour 103']);
    expect(first?.claims.find(({ field }) => field === 'episodes')).toMatchObject({
      rule: 'siblings.season-and-episode',
      text: '101',
    });
  });

  it('is none where it is the same, a year, or a picture size everywhere', () => {
    expect(read(['Room 12 Tide', 'Room 12 Storm', 'Room 12 Fog'])).toEqual(['', '', '']);
    expect(read(['Cup 2011', 'Cup 2012', 'Cup 2013']).join('')).toBe('');
    expect(read(['Harbour 1080p', 'Harbour 720p', 'Harbour 480p']).join('')).toBe('');
  });

  it('does not change what names say themselves', () => {
    expect(read(['Harbour S03E01', 'Harbour 3x02', 'Harbour 2014.05.01', 'Harbour S03E04'])).toEqual([
      'S3E1',
      'S3E2',
      '2014-05-01',
      'S3E4',
    ]);
  });

  it('of two shows in one folder counts for each', () => {
    const stems = ['Harbour 01', 'Harbour 02', 'Harbour 03', 'Tide 101', 'Tide 102', 'Tide 201'];
    expect(read(stems, { folder: 'Mixed' })).toEqual(['#1', '#2', '#3', 'S1E1', 'S1E2', 'S2E1']);
  });
});

describe('parts', () => {
  it('of one title are its episodes', () => {
    expect(read(['Harbour Part 1', 'Harbour Part 2', 'Harbour Part III'])).toEqual(['S1E1', 'S1E2', 'S1E3']);
  });

  it('of a medium are none', () => {
    expect(read(['Harbour cd1', 'Harbour cd2'])).toEqual(['', '']);
  });
});

describe('dates', () => {
  it('are all written in the order that one of them proves', () => {
    expect(read(['Harbour 04.05.2014', 'Harbour 04.28.2014'])).toEqual(['2014-04-05', '2014-04-28']);
    expect(read(['Harbour 04.05.2014', 'Harbour 28.04.2014'])).toEqual(['2014-05-04', '2014-04-28']);
  });
});

describe('bad input', () => {
  it.each([
    ['empty stems', ['', '', '']],
    ['digits only', ['1', '22', '333', '4444', '999999999999']],
    ['tags only', ['1080p', 'x264', '720p.x265']],
    ['emoji and right to left', ['🎬 01', '🎬 02', 'مسلسل 1', 'مسلسل 2', '\u202eShow 3']],
    ['very long names', counted(1, 3, (n) => `${'1 '.repeat(5000)}${n}`)],
  ])('gives one reading a name: %s', (_, stems) => {
    expect(readAll(stems)).toHaveLength(stems.length);
  });

  it('reads 5,000 siblings without comparing each with each', () => {
    let looks = 0;
    const read = (path: string): NameReading => {
      looks++;
      return readName(path, { kind: 'tv' });
    };
    const stems = counted(1, 5000, (n) => `Harbour ${n}`);
    const siblings = stems.map((stem) => ({ directory: '', stem, extension: '.mkv', reading: readName(stem) }));
    expect(readSiblings(siblings, { read }).map(({ absolute }) => absolute[0])).toEqual(stems.map((_, at) => at + 1));
    expect(looks).toBeLessThanOrEqual(5000);
  });
});
