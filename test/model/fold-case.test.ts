import { expect, it } from 'vitest';
import { foldCase } from '../../src/model/fold-case.ts';
import { pathKey } from '../../src/model/paths.ts';
import { titleKey } from '../../src/model/title-key.ts';

it.each([
  ['STRASSE', 'Straße'],
  ['STRAẞE', 'strasse'],
  ['ΣΊΣΥΦΟΣ', 'Σίσυφος'],
  ['ﬁlm', 'FILM'],
  ['ÉCOLE', 'école'],
  ['Cafe\u0301', 'CAFÉ'],
])('%s and %s are one, as text, path and title', (one, other) => {
  expect(foldCase(one.normalize('NFC'))).toBe(foldCase(other));
  expect(pathKey(`/media/${one}`)).toBe(pathKey(`/media/${other}`));
  expect(titleKey(one)).toBe(titleKey(other));
});

it('a dotless i is no i, and bytes that are no text stay', () => {
  expect(foldCase('ısı')).not.toBe(foldCase('isi'));
  expect(foldCase('\udc80É')).toBe('\udc80é');
});
