import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, storable } from '../../src/model/text.ts';

describe('printable', () => {
  it('shows control characters and escape sequences instead of sending them', () => {
    expect(printable('a\u001b[2Jb\nc\u0007')).toBe('a\\x1b[2Jb\\x0ac\\x07');
  });

  it('shows direction overrides', () => {
    expect(printable('abc\u202egpj')).toBe('abc\\u202egpj');
  });

  it('shows bytes that are not UTF-8, and replaces other lone surrogates', () => {
    expect(printable('A\udcffB')).toBe('A\\xffB');
    expect(printable('A\ud800B')).toBe('A\ufffdB');
  });

  it('leaves letters of every script alone', () => {
    expect(printable('七人の侍 – Amélie 🎬')).toBe('七人の侍 – Amélie 🎬');
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).toMatch(/^[^\p{Cc}\p{Cs}]*$/u);
      }),
    );
  });
});

describe('storable', () => {
  it('drops NUL and other control characters but line ends and tabs', () => {
    expect(storable('a\u0000b\nc\td\u0007')).toBe('ab\nc\td');
  });

  it('replaces lone surrogates', () => {
    expect(storable('x\ud800y')).toBe('x\ufffdy');
  });
});
