import { describe, expect, it } from 'vitest';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { readAllFrames } from '../../../src/tagging/embedded/id3/read-frames.ts';
import { isInPlace } from '../../../src/tagging/embedded/splice.ts';
import { noise } from '../../media/temporary.ts';
import { be, join, le, type Piece } from '../../support/media/bytes.ts';
import { dsf } from '../../support/media/dsd.ts';
import { id3Tag, id3Text } from '../../support/media/id3.ts';
import { changeOf, edited, planned, tagsOf } from './sound-files.ts';

const TITLE = changeOf({ title: ['Another'] });
const OLD = id3Tag({ version: 4, frames: [id3Text(4, 'TIT2', 'Old')] });

interface Form {
  readonly magic: string;
  readonly type: string;
  readonly tagId: string;
  readonly size: (value: number) => Buffer;
  readonly head: readonly Piece[];
}

const WAV: Form = {
  magic: 'RIFF',
  type: 'WAVE',
  tagId: 'id3 ',
  size: (value) => le(value, 4),
  head: [chunk(le, 'fmt ', le(1, 2), le(1, 2), le(8000, 4), le(8000, 4), le(1, 2), le(8, 2))],
};
const AIFF: Form = {
  magic: 'FORM',
  type: 'AIFF',
  tagId: 'ID3 ',
  size: (value) => be(value, 4),
  head: [chunk(be, 'COMM', be(1, 2), be(801, 4), be(8, 2), Buffer.from('400bfa00000000000000', 'hex'))],
};

function chunk(size: (value: number, bytes: number) => Buffer, id: string, ...body: readonly Piece[]): Buffer {
  const content = join(...body);
  return join(id, size(content.length, 4), content, Buffer.alloc(content.length % 2));
}

function part({ size }: Form, id: string, body: Piece): Buffer {
  return chunk((value) => size(value), id, body);
}

function file({ magic, type, size, head }: Form, ...parts: readonly Buffer[]): Buffer {
  const body = join(type, ...head, ...parts);
  return join(magic, size(body.length), body);
}

/** Name and content of each chunk, read with nothing but the sizes that stand there. */
function chunksIn({ size }: Form, bytes: Buffer): readonly (readonly [string, Buffer])[] {
  const number = (at: number): number => (size(1)[0] === 1 ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  expect(number(4)).toBe(bytes.length - 8);
  const found: (readonly [string, Buffer])[] = [];
  let at = 12;
  while (at < bytes.length) {
    const length = number(at + 4);
    found.push([bytes.toString('latin1', at, at + 4), bytes.subarray(at + 8, at + 8 + length)]);
    at += 8 + length + (length % 2);
  }
  expect(at).toBe(bytes.length);
  return found;
}

describe.each([
  ['WAV', WAV, 'data'],
  ['AIFF', AIFF, 'SSND'],
] as const)('%s', (_name, form, soundId) => {
  const sound = part(form, soundId, noise(801));
  const odd = part(form, 'cue ', noise(77));
  const others = (bytes: Buffer) => chunksIn(form, bytes).filter(([id]) => id !== form.tagId);

  it('gets a chunk behind all others, which stay', () => {
    const before = file(form, odd, sound);
    const after = edited(before, TITLE);
    expect(chunksIn(form, after).at(-1)?.[0]).toBe(form.tagId);
    expect(others(after)).toEqual(chunksIn(form, before));
    expect(after.subarray(8, before.length)).toEqual(before.subarray(8));
    expect(tagsOf(after)?.title).toBe('Another');
  });

  it('gets the missing byte behind an odd chunk', () => {
    const whole = file(form, odd, sound);
    const before = whole.subarray(0, -1);
    form.size(before.length - 8).copy(before, 4);
    const after = edited(before, TITLE);
    expect(others(after)).toEqual(others(whole.fill(form.size(whole.length - 8), 4, 8)));
  });

  it('grows a tag between other chunks, and keeps the name of its chunk', () => {
    const id = form.tagId.toUpperCase();
    const before = file(form, part(form, id, OLD), odd, sound);
    const after = edited(before, changeOf({ title: ['A title that has no place in the tag of before'] }));
    expect(chunksIn(form, after).map(([name]) => name)).toEqual(chunksIn(form, before).map(([name]) => name));
    expect(others(after).filter(([name]) => name !== id)).toEqual(others(before).filter(([name]) => name !== id));
  });

  it('changes a tag that fits in place', () => {
    const before = edited(file(form, odd, sound), TITLE);
    const edit = planned(before, changeOf({ title: ['A title that is longer'] }));
    expect(edit.status === 'edit' && isInPlace(before.length, edit.splices)).toBe(true);
  });

  it.each([
    ['several tags', file(form, sound, part(form, form.tagId, OLD), part(form, form.tagId, OLD))],
    ['no tag in the chunk', file(form, sound, part(form, form.tagId, 'something else'))],
    ['bytes behind the tag', file(form, sound, part(form, form.tagId, join(OLD, 'more')))],
    ['a tag longer than its chunk', file(form, part(form, form.tagId, OLD.subarray(0, -2)), sound)],
    ['bytes behind the file', join(file(form, sound), 'more bytes')],
    ['a size of zero', join(form.magic, form.size(0), file(form, sound).subarray(8))],
    ['no chunks at its end', file(form, sound, Buffer.alloc(40))],
  ])('is left alone with %s', (_what, bytes) => {
    expect(planned(bytes, TITLE).status).toBe('refused');
  });
});

describe('WAV', () => {
  it('keeps its INFO list', () => {
    const list = part(WAV, 'LIST', join('INFO', part(WAV, 'INAM', 'Named'), part(WAV, 'IART', 'Someone')));
    const before = file(WAV, list, part(WAV, 'data', noise(800)));
    const after = edited(before, TITLE);
    expect(chunksIn(WAV, after).slice(0, 3)).toEqual(chunksIn(WAV, before));
    expect(tagsOf(after)).toMatchObject({ title: 'Another', artists: ['Someone'] });
  });

  it('is left alone as RF64', () => {
    const bytes = file({ ...WAV, magic: 'RF64' }, part(WAV, 'data', noise(800)));
    expect(planned(bytes, TITLE)).toEqual({ status: 'refused', why: 'it does not begin with RIFF' });
  });
});

describe('DSF', () => {
  const bare = dsf(8000, Buffer.alloc(0));

  it('gets a tag at its end, and a header that says so', () => {
    const after = edited(bare, TITLE);
    expect(after.readBigUInt64LE(12)).toBe(BigInt(after.length));
    expect(after.readBigUInt64LE(20)).toBe(BigInt(bare.length));
    expect(after.subarray(28, bare.length)).toEqual(bare.subarray(28));
    expect(readAllFrames(memoryWindow(after), bare.length)?.end).toBe(after.length);
  });

  it('grows its tag without moving the sound', () => {
    const before = dsf(8000, OLD);
    const edit = planned(before, changeOf({ title: ['A title that has no place in the tag of before'] }));
    expect(edit.status === 'edit' && isInPlace(before.length, edit.splices)).toBe(true);
  });

  it.each([
    ['another size in its header', join(bare, Buffer.alloc(8))],
    ['bytes behind its tag', dsf(8000, join(OLD, 'more'))],
    ['something else where the tag should be', dsf(8000, noise(64))],
  ])('is left alone with %s', (_what, bytes) => {
    expect(planned(bytes, TITLE).status).toBe('refused');
  });
});
