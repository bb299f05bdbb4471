import type { TagEditor } from '../editor.ts';
import { changedId3 } from './change-tag.ts';
import { id3v1Splices } from './id3v1.ts';

/** Changes the ID3v2 tag before MPEG, AAC and TTA sound, and the ID3v1 tag behind it where there is one. */
export const editId3: TagEditor = (window, change, options) => {
  const { bytes, oldLength } = changedId3(window, 0, change, options);
  return [{ at: 0, length: oldLength, bytes }, ...id3v1Splices(window, change)];
};
