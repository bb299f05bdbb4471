import { describe, expect, it } from 'vitest';
import { FORMAT_READERS } from '../../../src/media/formats/readers.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { sniff } from '../../../src/media/sniff.ts';
import type { Cover } from '../../../src/tagging/embedded/cover.ts';
import { noise } from '../../media/temporary.ts';
import { type AudioWish, makeAudio } from '../../support/media-files.ts';
import { changeOf, edited, planned } from './sound-files.ts';

const FORMATS: readonly AudioWish['format'][] = ['flac', 'ogg', 'opus'];
const NOTHING = changeOf({});

function coverOf(length: number): Cover {
  return { mime: 'image/jpeg', bytes: noise(length), width: 600, height: 600 };
}

function picturesIn(bytes: Buffer) {
  const window = memoryWindow(bytes);
  return FORMAT_READERS.get(sniff(window)?.format ?? '')?.(window)?.pictures;
}

describe.each(FORMATS)('%s: a front cover', (format) => {
  const file = makeAudio({ format, seconds: 5 });

  it.each([1000, 400_000])('of %i bytes is put into a file without one', (length) => {
    const after = edited(file, NOTHING, { cover: coverOf(length) });
    expect(picturesIn(after)).toEqual([{ type: 3, mime: 'image/jpeg', length }]);
  });

  it('stays where there is one, also when a text changes', () => {
    const after = edited(file, changeOf({ title: ['T'] }), { cover: coverOf(100_000) });
    expect(planned(after, NOTHING, { cover: coverOf(50) })).toEqual({ status: 'unchanged' });
    const renamed = edited(after, changeOf({ title: ['Another'] }), { cover: coverOf(50) });
    expect(picturesIn(renamed)).toEqual([{ type: 3, mime: 'image/jpeg', length: 100_000 }]);
  });
});
