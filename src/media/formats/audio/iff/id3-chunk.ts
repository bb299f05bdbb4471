import type { ByteWindow } from '../../window.ts';
import { type Id3Tag, readId3Tag } from '../id3v2/read-tag.ts';
import type { Notes } from '../notes.ts';
import type { Chunk } from './chunks.ts';

/** The ID3 tag in a chunk named `id3 ` or `ID3 `; undefined for other chunks. */
export function readId3Chunk(window: ByteWindow, { id, at }: Chunk, notes: Notes): Id3Tag | undefined {
  if (id.toUpperCase() !== 'ID3 ') return undefined;
  const tag = readId3Tag(window, at, notes);
  if (tag === undefined) notes.add('ID3 chunk without a tag');
  return tag;
}
