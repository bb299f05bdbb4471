import { wordTable } from '../../model/word-table.ts';
import type { RawBlock } from './blocks.ts';

/** Frames whose text node-taglib-sharp takes apart at `/` before ID3v2.4; a name like `AC/DC` has one of its own. */
const SPLIT_AT_SLASH = new Set(['TPE1', 'TPE2', 'TCOM']);

/** Blocks of node-taglib-sharp, with the names put together again that it took apart. */
export function withWholeNames(blocks: readonly RawBlock[]): readonly RawBlock[] {
  return blocks.map((block) => {
    if (block.origin !== 'id3v2' || (block.version ?? 4) >= 4) return block;
    const entries = block.entries.map(([key, values]): RawBlock['entries'][number] =>
      SPLIT_AT_SLASH.has(key) ? [key, [values.join('/')]] : [key, values],
    );
    return { ...block, entries };
  });
}

/** MP4 atoms by their Vorbis names, for those of which the library's common view has less than the file. */
export const MP4_ATOMS: ReadonlyMap<string, string> = wordTable({
  '\xa9ART': 'ARTIST',
  aART: 'ALBUMARTIST',
  '\xa9day': 'DATE',
  '\xa9wrt': 'COMPOSER',
});

/** Free-form atoms (`com.apple.iTunes`) that are read, under the names that Picard writes. */
export const MP4_FREE_ATOMS: readonly string[] = [
  'ARTISTS',
  'DISCSUBTITLE',
  'LABEL',
  'CATALOGNUMBER',
  'BARCODE',
  'ISRC',
  'ORIGINALDATE',
  'ORIGINALYEAR',
  'MusicBrainz Track Id',
  'MusicBrainz Release Track Id',
  'MusicBrainz Album Id',
  'MusicBrainz Release Group Id',
  'MusicBrainz Artist Id',
  'MusicBrainz Album Artist Id',
];
