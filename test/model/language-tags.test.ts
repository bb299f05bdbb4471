import { expect, it } from 'vitest';
import { declarationsFor } from '../../src/config/schema.ts';
import { baseLanguages, isInLanguage, languageWithCountry, withBases } from '../../src/model/language-tags.ts';

it('a tag keeps region and script, and falls back to its language', () => {
  expect(withBases(['pt-BR', 'en', 'zh-Hant', 'pt'])).toEqual(['pt-BR', 'pt', 'en', 'zh-Hant', 'zh']);
  expect(baseLanguages(['pt-BR', 'pt-PT', 'en'])).toEqual(['pt', 'en']);
});

it.each([
  ['pt-BR', 'pt', 'BR', true],
  ['pt-BR', 'pt', 'PT', false],
  ['pt-BR', 'pt', undefined, false],
  ['pt', 'pt', 'BR', true],
  ['zh-Hant', 'zh', 'TW', true],
  ['zh-Hant', 'zh', 'HK', true],
  ['zh-Hant', 'zh', 'CN', false],
  ['zh-Hans', 'zh', 'CN', true],
  ['zh-TW', 'zh', 'TW', true],
  ['en', 'de', 'DE', false],
  ['en', undefined, undefined, false],
] as const)('%s against %s of %s: %s', (tag, language, country, wanted) => {
  expect(isInLanguage(tag, language, country)).toBe(wanted);
});

it('services are asked for a language with its country', () => {
  expect(['pt-BR', 'zh-Hant', 'zh-Hans', 'de'].map(languageWithCountry)).toEqual(['pt-BR', 'zh-TW', 'zh-CN', 'de']);
});

it('the configuration takes tags, and refuses what is none', () => {
  const takes = (language: string) => declarationsFor().written.safeParse({ languages: [language] }).success;
  expect(['en', 'pt-BR', 'zh-Hant', 'zh-Hant-TW'].map(takes)).toEqual([true, true, true, true]);
  expect(['EN', 'english', 'pt_BR', 'pt-br', ''].map(takes)).toEqual([false, false, false, false, false]);
});
