import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES, fieldNamed, fieldsNear } from '../../src/model/field-names.ts';
import { FIELD_SCHEMAS } from '../../src/model/field-schemas.ts';
import { EVERY_FIELD } from '../support/field-values.ts';

describe('FIELD_SCHEMAS', () => {
  it.each(FIELD_NAMES)('takes a value of %s as it is', (name) => {
    expect(FIELD_SCHEMAS[name].parse(EVERY_FIELD[name])).toEqual(EVERY_FIELD[name]);
  });

  it.each(['en', 'fil', 'pt-BR', 'zh-Hant', 'zh-Hant-TW', 'es-419'])('takes the language %s', (language) => {
    expect(FIELD_SCHEMAS.languages.parse([language])).toEqual([language]);
  });

  it.each([
    ['title', ''],
    ['year', 95],
    ['year', 1995.5],
    ['releaseDate', '1995-02-31'],
    ['releaseDate', '1995-13'],
    ['runtime', -1],
    ['countries', ['usa']],
    ['originalLanguage', 'English'],
    ['originalLanguage', 'pt_br'],
    ['homepage', 'javascript:alert(1)'],
    ['ratings', [{ source: 'me', value: 11 }]],
    ['certifications', [{ country: 'US' }]],
    ['collection', { name: 'A', id: 1 }],
    ['added', 'yesterday'],
    ['monitored', 'perhaps'],
  ] as const)('refuses %s %j', (name, value) => {
    expect(FIELD_SCHEMAS[name].safeParse(value).success).toBe(false);
  });
});

describe('names of fields', () => {
  it('are every field once, in one order with their values', () => {
    expect(FIELD_NAMES).toEqual(Object.keys(EVERY_FIELD));
    expect(Object.keys(FIELD_SCHEMAS).sort()).toEqual([...FIELD_NAMES].sort());
  });

  it('are all in the documentation', () => {
    const page = readFileSync('docs/store.md', 'utf8');
    expect(FIELD_NAMES.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it.each([
    ['releasedate', 'releaseDate'],
    ['genre', 'genres'],
    ['Country', 'countries'],
    ['similar', 'similar'],
    ['titel', undefined],
    ['', undefined],
  ])('%j means %s', (word, name) => {
    expect(fieldNamed(word)).toBe(name);
  });

  it.each([
    ['titel', ['title']],
    ['relaseDate', ['releaseDate']],
    ['track', ['trackNumber', 'trackTotal']],
    ['xyzzy', []],
  ])('near %j are %j', (word, names) => {
    expect(fieldsNear(word)).toEqual(expect.arrayContaining(names));
    if (names.length === 0) expect(fieldsNear(word)).toEqual([]);
  });
});
