import { describe, expect, it } from 'vitest';
import { extensionOf, fileKindOf } from '../../src/media/kinds.ts';

describe('fileKindOf', () => {
  it.each([
    ['The Matrix (1999).mkv', 'video'],
    ['The Matrix (1999).MP4', 'video'],
    ['00001.m2ts', 'video'],
    ['VTS_01_1.VOB', 'video'],
    ['recording.dvr-ms', 'video'],
    ['01 - Song.flac', 'audio'],
    ['01 - Song.m4a', 'audio'],
    ['Film.English Commentary.en.mka', 'audio'],
    ['Film.en.forced.srt', 'subtitle'],
    ['Film.idx', 'subtitle'],
    ['Film.sub', 'subtitle'],
    ['01 - Song.lrc', 'lyrics'],
    ['01 - Song.txt', 'lyrics'],
    ['poster.jpg', 'image'],
    ['clearlogo.png', 'image'],
    ['movie.nfo', 'nfo'],
    ['Film.iso', 'disc-image'],
    ['Film.mkv.part', 'other'],
    ['README', 'other'],
    ['.mkv', 'other'],
    ['', 'other'],
    ['name.', 'other'],
    ['a.constructor', 'other'],
  ])('%s is %s', (name, kind) => {
    expect(fileKindOf(name)).toBe(kind);
  });
});

describe('extensionOf', () => {
  it('looks at the last part of a path only', () => {
    expect(extensionOf('a.mkv/b')).toBe('');
    expect(extensionOf('a/b.Tar.GZ')).toBe('gz');
  });

  it('keeps bytes that are not UTF-8 out of the way', () => {
    expect(extensionOf('caf\udce9.mkv')).toBe('mkv');
  });
});
