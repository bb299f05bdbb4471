import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOfPath, pathForIo, pathFromBytes, pathKey, pathOfAddress, pathToBytes } from '../../src/model/paths.ts';

describe('paths are bytes', () => {
  it('keeps a UTF-8 name as it is', () => {
    const name = '七人の侍 (1954).mkv';
    expect(pathFromBytes(Buffer.from(name))).toBe(name);
    expect(pathForIo(name)).toBe(name);
  });

  it('keeps bytes that are not UTF-8 as lone surrogates, and gives the very bytes back for I/O', () => {
    const bytes = Buffer.from([0x41, 0xff, 0xe9, 0x42, 0xe4, 0xb8, 0x83, 0xc0]);
    const path = pathFromBytes(bytes);
    expect(path).toBe('A\udcff\udce9B七\udcc0');
    expect(pathForIo(path)).toEqual(bytes);
  });

  it('escapes sequences cut short, overlong and out of range', () => {
    for (const bytes of [
      [0xe4, 0xb8],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xf0, 0x9f],
    ]) {
      const path = pathFromBytes(Buffer.from(bytes));
      expect(path).toHaveLength(bytes.length);
      expect([...pathToBytes(path)]).toEqual(bytes);
    }
  });

  it('gives any bytes back unchanged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect([...pathToBytes(pathFromBytes(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it('can stand as an address, whatever the name', () => {
    expect(addressOfPath('/a b/x#1?.jpg', '5-6')).toBe('file:/a%20b/x%231%3f.jpg#5-6');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const path = pathFromBytes(bytes);
        expect(pathOfAddress(addressOfPath(path, '1'))).toBe(path);
      }),
    );
  });

  it('compares by an NFC, case-folded key', () => {
    expect(pathKey('Amélie.mkv')).toBe(pathKey('Ame\u0301lie.MKV'));
    expect(pathKey('STRASSE')).toBe(pathKey('Straße'));
    expect(pathKey('ẞ ﬁ ΟΔΟΣ')).toBe(pathKey('ss FI οδοσ'));
    expect(pathKey('a')).not.toBe(pathKey('b'));
  });
});
