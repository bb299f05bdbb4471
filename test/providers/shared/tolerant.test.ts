import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiBase, query } from '../../../src/providers/shared/addresses.ts';
import { languageOfCode, languageOfName } from '../../../src/providers/shared/languages.ts';
import { present } from '../../../src/providers/shared/present.ts';
import { statusOf } from '../../../src/providers/shared/status.ts';
import {
  date,
  flag,
  list,
  maybe,
  number,
  numericId,
  positive,
  requiredList,
  requiredText,
  text,
  texts,
  time,
  webUrl,
} from '../../../src/providers/shared/tolerant.ts';
import { digestOfJson } from '../../../src/util/digest.ts';

const ODD: readonly unknown[] = [undefined, null, '', 'N/A', [], {}, true, Number.NaN, Symbol('s')];

describe('tolerant members', () => {
  it('takes what says nothing for none, of whatever type', () => {
    const members = [text, number, positive, numericId, date, time, webUrl];
    for (const odd of ODD) {
      for (const member of members) expect(member.parse(odd)).toBeUndefined();
      expect(texts.parse(odd)).toEqual([]);
      expect(list(z.string()).parse(odd)).toEqual([]);
      expect(maybe(z.string().min(4)).parse(odd)).toBeUndefined();
      expect(requiredText.safeParse(odd).success).toBe(false);
    }
    expect(z.object({ a: text, b: flag, c: texts, d: maybe(z.object({})) }).parse({})).toEqual({ c: [] });
  });

  it('reads text without control characters and around numbers', () => {
    expect(text.parse('  Amélie\u0000 ')).toBe('Amélie');
    expect(text.parse(7)).toBe('7');
    expect(texts.parse(['a', '', null, 'b'])).toEqual(['a', 'b']);
    expect(requiredText.parse(' x ')).toBe('x');
  });

  it('reads numbers and numeric strings; 0 is none where it is an id, a year or a runtime', () => {
    expect([number.parse('12.5'), number.parse(0), number.parse('1e3'), number.parse('0x10')]).toEqual([
      12.5,
      0,
      undefined,
      undefined,
    ]);
    expect([positive.parse('1999'), positive.parse(0), positive.parse(-1)]).toEqual([1999, undefined, undefined]);
    expect([numericId.parse(348), numericId.parse('348'), numericId.parse(0), numericId.parse(1.5)]).toEqual([
      '348',
      '348',
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['1977', '1977'],
    ['1977-02', '1977-02'],
    ['1977-02-04', '1977-02-04'],
    ['2024-08-15T00:00:00Z', '2024-08-15'],
    ['0001-01-01T00:00:00Z', undefined],
    ['1977-13', undefined],
    ['1977-02-99', undefined],
    ['soon', undefined],
    ['19770204', undefined],
  ])('reads the date %s as %s', (said, read) => {
    expect(date.parse(said)).toBe(read);
  });

  it('reads times to the second', () => {
    expect(time.parse('2020-11-11T04:11:20.4127213Z')).toBe('2020-11-11T04:11:20Z');
    expect(time.parse('0001-01-01T00:00:00Z')).toBeUndefined();
    expect(time.parse('never')).toBeUndefined();
  });

  it('takes web addresses only', () => {
    expect(webUrl.parse('https://a.example/x')).toBe('https://a.example/x');
    for (const no of ['file:///etc/passwd', 'javascript:alert(1)', '/relative', 'a b'])
      expect(webUrl.parse(no)).toBeUndefined();
  });

  it('keeps the good elements of a list, and asks for a list where there has to be one', () => {
    expect(list(requiredText).parse(['a', null, {}, 'b'])).toEqual(['a', 'b']);
    expect(requiredList(requiredText).parse(['a', null])).toEqual(['a']);
    expect(requiredList(requiredText).safeParse(undefined).success).toBe(false);
    expect(requiredList(requiredText).safeParse({}).success).toBe(false);
  });
});

describe('present', () => {
  it('leaves out what is undefined or an empty list, and keeps 0, false and ""', () => {
    expect(present({ a: undefined, b: [], c: 0, d: false, e: '', f: ['x'] })).toEqual({
      c: 0,
      d: false,
      e: '',
      f: ['x'],
    });
  });
});

describe('words of the services in the domain’s', () => {
  it.each([
    ['Returning Series', 'continuing'],
    ['inCinemas', 'in-cinemas'],
    ['Post Production', 'post-production'],
    ['Canceled', 'cancelled'],
    ['Rumored', 'rumoured'],
    ['deleted', undefined],
    ['Something New', 'something new'],
    [undefined, undefined],
  ])('state %s → %s', (said, status) => {
    expect(statusOf(said)).toBe(status);
  });

  it.each([
    ['Malayalam', 'ml'],
    ['Portuguese (Brazil)', 'pt-BR'],
    ['Spanish (Latino)', 'es-419'],
    ['Chinese (Traditional)', 'zh-Hant'],
    ['French (Parisian)', 'fr'],
    ['French (', undefined],
    ['German ', 'de'],
    ['Flemish', 'nl'],
    ['Unknown', undefined],
    [undefined, undefined],
  ])('language %s → %s', (name, code) => {
    expect(languageOfName(name)).toBe(code);
  });

  it.each([
    ['en', 'en'],
    ['eng', 'en'],
    ['deu', 'de'],
    ['cn', 'zh'],
    ['xx', undefined],
    ['zxx', undefined],
    ['mul', undefined],
    ['English', undefined],
    [undefined, undefined],
  ])('code %s → %s', (said, code) => {
    expect(languageOfCode(said)).toBe(code);
  });
});

describe('addresses', () => {
  it('adds the path of the API once', () => {
    expect(apiBase('https://api.themoviedb.org', '/3')).toBe('https://api.themoviedb.org/3');
    expect(apiBase('https://api.themoviedb.org/3/', '/3')).toBe('https://api.themoviedb.org/3');
    expect(apiBase('http://host/base//', '/api/v3')).toBe('http://host/base/api/v3');
  });

  it('escapes what stands in a query', () => {
    expect(query({ query: 'a&b=c ü', year: 1999, none: undefined })).toBe('?query=a%26b%3Dc+%C3%BC&year=1999');
    expect(query({ none: undefined })).toBe('');
  });
});

describe('digestOfJson', () => {
  it('is that of the element alone', () => {
    expect(digestOfJson({ a: 1 })).toMatch(/^[0-9a-f]{16}$/);
    expect(digestOfJson({ a: 1 })).toBe(digestOfJson({ a: 1 }));
    expect(digestOfJson({ a: 1 })).not.toBe(digestOfJson({ a: 2 }));
    expect(digestOfJson(undefined)).toMatch(/^[0-9a-f]{16}$/);
  });
});
