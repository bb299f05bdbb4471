import { hasText, u64le } from '../../../media/formats/audio/numbers.ts';
import { le } from '../bytes.ts';
import type { TagEditor } from '../editor.ts';
import { changedId3 } from '../id3/change-tag.ts';
import { ensure } from '../unsafe-tag.ts';

/** Place of the size of the file; the place of the tag follows it. */
const SIZES_AT = 12;
const SIZES_LENGTH = 16;

/** Changes the ID3v2 tag at the end of a DSF file, where its header says ("DSF File Format Specification", Sony, 1.01). */
export const editDsf: TagEditor = (window, change, options) => {
  const head = window.read(0, SIZES_AT + SIZES_LENGTH);
  ensure(hasText(head, 0, 'DSD '), 'it does not begin with DSD');
  ensure(u64le(head, SIZES_AT) === window.size, 'the size in its header is not that of the file');
  const pointer = u64le(head, SIZES_AT + 8);
  const at = pointer === 0 ? window.size : pointer;
  const { bytes, oldLength } = changedId3(window, at, change, options);
  ensure(at + oldLength === window.size, 'its tag does not end with the file');
  const sizes = Buffer.concat([le(at + bytes.length, 8), le(at, 8)]);
  return [
    { at: SIZES_AT, length: SIZES_LENGTH, bytes: sizes },
    { at, length: oldLength, bytes },
  ];
};
