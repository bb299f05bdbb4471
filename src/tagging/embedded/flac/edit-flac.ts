import { readFrontTags } from '../../../media/formats/audio/edge-tags.ts';
import { hasText, u8, u16be, u24be } from '../../../media/formats/audio/numbers.ts';
import { collectNotes } from '../../../media/formats/notes.ts';
import type { ByteWindow } from '../../../media/formats/window.ts';
import { be } from '../bytes.ts';
import type { TagChange } from '../change.ts';
import { type Cover, flacPictureBytes } from '../cover.ts';
import type { TagEditor } from '../editor.ts';
import { ensure } from '../unsafe-tag.ts';
import { commentBytes, parseComments, withFields } from '../vorbis/comment-list.ts';

const MOST_BLOCKS = 1000;
const MOST_METADATA = 64 * 1024 * 1024;
const LONGEST_BLOCK = 0xffffff;
const HEAD = 4;
const PADDING = 1;
const COMMENT = 4;
const PICTURE = 6;
/** Left free where the file has to be written anew, so that the next change fits. */
const NEW_PADDING = 8192;
const VENDOR = 'revenge';

interface Block {
  readonly type: number;
  readonly body: Buffer;
}

/** Changes the Vorbis comment of a FLAC file. Blocks of metadata keep their order; padding takes up the difference. */
export const editFlac: TagEditor = (window, change, { cover }) => {
  const start = readFrontTags(window, collectNotes()).end + 4;
  ensure(hasText(window.read(start - 4, 4), 0, 'fLaC'), 'there is no FLAC stream');
  const { blocks, end } = readBlocks(window, start);
  const changed = withPadding(withCover(withComment(blocks, change), cover), end - start);
  return [{ at: start, length: end - start, bytes: blocksBytes(changed) }];
};

function readBlocks(window: ByteWindow, start: number): { readonly blocks: readonly Block[]; readonly end: number } {
  const blocks: Block[] = [];
  let at = start;
  for (let isLast = false; !isLast; ) {
    const head = window.read(at, HEAD);
    const type = u8(head, 0) & 127;
    const length = u24be(head, 1);
    ensure(head.length === HEAD && type !== 127 && blocks.length < MOST_BLOCKS, 'the FLAC metadata is damaged');
    ensure(at + HEAD + length <= window.size, 'a block of FLAC metadata is longer than the file');
    ensure(at + HEAD + length - start <= MOST_METADATA, 'there are more than 64 MiB of FLAC metadata');
    ensure((type === 0) === (blocks.length === 0), 'the FLAC metadata does not begin with STREAMINFO');
    blocks.push({ type, body: window.read(at + HEAD, length) });
    isLast = u8(head, 0) > 127;
    at += HEAD + length;
  }
  const isSound = (u16be(window.read(at, 2), 0) & 0xfffe) === 0xfff8;
  ensure(isSound || at === window.size, 'no FLAC frame follows the metadata');
  ensure(blocks.filter(({ type }) => type === COMMENT).length <= 1, 'there are several Vorbis comments');
  return { blocks, end: at };
}

function withComment(blocks: readonly Block[], change: TagChange): readonly Block[] {
  const at = blocks.findIndex(({ type }) => type === COMMENT);
  const old = blocks[at];
  const none = { vendor: Buffer.from(VENDOR), comments: [], tail: Buffer.alloc(0) };
  const list = old === undefined ? none : parseComments(old.body);
  ensure(
    list.tail.every((byte) => byte === 0),
    'unknown bytes follow the Vorbis comment',
  );
  const block = { type: COMMENT, body: commentBytes(withFields(list, change)) };
  return old === undefined ? blocks.toSpliced(1, 0, block) : blocks.with(at, block);
}

function withCover(blocks: readonly Block[], cover: Cover | undefined): readonly Block[] {
  if (cover === undefined) return blocks;
  const at = blocks.findIndex(({ type }) => type === COMMENT) + 1;
  return blocks.toSpliced(at, 0, { type: PICTURE, body: flacPictureBytes(cover) });
}

/** Makes the blocks as long as they were by their padding; where that does not do, the file grows and gets new padding. */
function withPadding(blocks: readonly Block[], length: number): readonly Block[] {
  const over = lengthOf(blocks) - length;
  if (over === 0) return blocks;
  const at = blocks.findLastIndex(({ type, body }) => type === PADDING && body.length >= over);
  const padding = blocks[at];
  if (padding !== undefined && padding.body.length - over <= LONGEST_BLOCK) {
    return blocks.with(at, paddingOf(padding.body.length - over));
  }
  if (over <= -HEAD && -over - HEAD <= LONGEST_BLOCK) return [...blocks, paddingOf(-over - HEAD)];
  return [...blocks.filter(({ type }) => type !== PADDING), paddingOf(NEW_PADDING)];
}

function paddingOf(length: number): Block {
  return { type: PADDING, body: Buffer.alloc(length) };
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { body }) => sum + HEAD + body.length, 0);
}

function blocksBytes(blocks: readonly Block[]): Buffer {
  return Buffer.concat(
    blocks.flatMap(({ type, body }, index) => {
      ensure(body.length <= LONGEST_BLOCK, 'a block of FLAC metadata would be longer than 16 MiB');
      const isLast = index === blocks.length - 1;
      return [be(type + (isLast ? 128 : 0), 1), be(body.length, 3), body];
    }),
  );
}
