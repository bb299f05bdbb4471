import { describe, expect, it } from 'vitest';
import { makeAudio, makeVideo } from '../support/media-files.ts';

describe('makeVideo', () => {
  it.each(['mkv', 'mp4', 'avi'] as const)('makes %s of a few KB, unique by seed', (container) => {
    const wish = { container, width: 1920, height: 1080, seconds: 7200 };
    const one = makeVideo(wish);
    expect(one.length).toBeLessThan(4096);
    expect(makeVideo(wish)).toEqual(one);
    expect(makeVideo({ ...wish, seed: 2 })).not.toEqual(one);
  });

  it('refuses sizes that it has no picture for', () => {
    expect(() => makeVideo({ container: 'mkv', width: 8000, height: 100, seconds: 1 })).toThrow('8000x100');
    expect(() => makeVideo({ container: 'mkv', width: 641, height: 100, seconds: 1 })).toThrow('641x100');
  });
});

describe('makeAudio', () => {
  it.each(['mp3', 'flac', 'opus', 'ogg', 'm4a', 'ape', 'wv'] as const)('makes five minutes of %s small', (format) => {
    const one = makeAudio({ format, seconds: 300 });
    expect(one.length).toBeLessThan(48_000);
    expect(makeAudio({ format, seconds: 300 })).toEqual(one);
    expect(makeAudio({ format, seconds: 300, seed: 'b' })).not.toEqual(one);
  });
});
