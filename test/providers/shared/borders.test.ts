import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { arrImages } from '../../../src/providers/arr/values.ts';
import { departmentOf } from '../../../src/providers/shared/departments.ts';
import { languageOfName } from '../../../src/providers/shared/languages.ts';
import { statusOf } from '../../../src/providers/shared/status.ts';
import { telling } from '../../../src/providers/shared/telling.ts';
import { date, list, numericId, rawText, runtime, text, time, year } from '../../../src/providers/shared/tolerant.ts';

const ZONE = process.env.TZ;
afterEach(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

describe('times and dates', () => {
  it.each(['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Apia'])(
    'are the same where this machine is in %s: a time without a zone is UTC',
    (zone) => {
      process.env.TZ = zone;
      expect(time.parse('2023-05-01T11:00:00')).toBe('2023-05-01T11:00:00Z');
      expect(time.parse('2023-05-01 23:59:59.9')).toBe('2023-05-01T23:59:59Z');
      expect(time.parse('2023-05-01T11:00:00+02:00')).toBe('2023-05-01T09:00:00Z');
      expect(time.parse('2023-05-01')).toBe('2023-05-01T00:00:00Z');
      expect(date.parse('2023-05-01T00:30:00')).toBe('2023-05-01');
      expect(date.parse('2023-05-01T23:30:00-08:00')).toBe('2023-05-01');
    },
  );

  it('that do not exist are dropped', () => {
    expect(['2023-02-30', '2023-13-01', '2023-04-31T00:00:00Z', '9999-12-31'].map((each) => date.parse(each))).toEqual(
      Array(4).fill(undefined),
    );
    expect(date.parse('2024-02-29')).toBe('2024-02-29');
    expect([date.parse('1999-00-00'), date.parse('1999-05-00'), date.parse('0001-01-01')]).toEqual([
      '1999',
      '1999-05',
      undefined,
    ]);
    expect([time.parse('2023-02-30T10:00:00Z'), time.parse('2023-05-01T25:00:00Z'), time.parse('May 1, 2023')]).toEqual(
      [undefined, undefined, undefined],
    );
  });
});

describe('implausible values', () => {
  it('are dropped: years and running times', () => {
    expect([1888, '1999', 2031].map((each) => year.parse(each))).toEqual([1888, 1999, 2031]);
    expect([0, -5, 3, 20_019, 1999.5, 'soon'].map((each) => year.parse(each))).toEqual(Array(6).fill(undefined));
    expect([90, '90', 51_420].map((each) => runtime.parse(each))).toEqual([90, 90, 51_420]);
    expect([0, -1, 1e9].map((each) => runtime.parse(each))).toEqual(Array(3).fill(undefined));
  });

  it('are reported, what says nothing is not', () => {
    const warnings: string[] = [];
    const told = telling('tmdb', ({ message }) => warnings.push(message));
    const schema = told(list(z.object({ year, runtime, at: date })));
    schema.parse([{ year: 20_019, runtime: 1e9, at: '2023-02-30' }, { year: 0, at: '0001-01-01' }, {}]);
    expect(warnings).toEqual([
      'tmdb: the year 20019 cannot be, and was left out',
      'tmdb: the running time 1000000000 cannot be, and was left out',
      'tmdb: the date 2023-02-30 cannot be, and was left out',
    ]);
  });

  it('an id that is sent as a string is one all the same', () => {
    expect([numericId.parse('348'), numericId.parse(348), numericId.parse('tt348')]).toEqual(['348', '348', undefined]);
  });
});

describe('HTML entities', () => {
  it.each([
    ['Alpha &amp; Dawn', 'Alpha & Dawn'],
    ['&quot;Am&eacute;lie&quot; &#8211; &#x27;07', '"Amélie" – \'07'],
    ['Fish &amp;amp; Chips', 'Fish &amp; Chips'],
    ['AT&T; R&D; &nosuch; &#0; &#xd800;', 'AT&T; R&D; &nosuch; &#0; &#xd800;'],
    ['&nbsp;', undefined],
    ['&uuml;ber &Szlig;', 'über &Szlig;'],
  ])('%j is %j: decoded once', (given, wanted) => {
    expect(text.parse(given)).toBe(wanted);
  });

  it('stay in paths, in which every character counts', () => {
    expect(rawText.parse('/movies/Alpha &amp; Dawn')).toBe('/movies/Alpha &amp; Dawn');
  });
});

describe('words that nobody knows', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'Klingon'])('%s is none of ours', (word) => {
    expect(languageOfName(word)).toBeUndefined();
    expect(departmentOf(word, word)).toBe('crew');
    expect(statusOf(word)).toBe(word.toLowerCase());
    expect(arrImages.parse([{ coverType: word, remoteUrl: 'https://a.test/a.jpg' }])).toEqual([]);
  });
});
