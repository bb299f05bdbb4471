import type { Chapter } from '../../../model/media.ts';
import type { RawBlock } from '../../tags/raw-block.ts';
import type { Notes } from '../notes.ts';
import type { EmbeddedPicture } from '../reading.ts';
import type { ByteWindow } from '../window.ts';
import { APE_EDGE, readApeTag } from './ape-tag.ts';
import { ID3V1_LENGTH, readId3v1 } from './id3v1.ts';
import { HEADER, readId3Header } from './id3v2/header.ts';
import { readId3Tag } from './id3v2/read-tag.ts';
import { hasText } from './numbers.ts';

const MAX_TAGS = 8;

/** Tags before and behind the sound, and where the sound itself lies. */
export interface EdgeTags {
  readonly blocks: readonly RawBlock[];
  readonly pictures: readonly EmbeddedPicture[];
  readonly chapters: readonly Chapter[];
  readonly start: number;
  readonly end: number;
}

/** Reads all tags that stand before and behind the sound: ID3v2, APE, ID3v1; Lyrics3 is skipped. */
export function readEdgeTags(window: ByteWindow, notes: Notes): EdgeTags {
  const front = readFrontTags(window, notes);
  const back = readBackTags(window, front.end, notes);
  return {
    blocks: [...front.blocks, ...back.blocks],
    pictures: [...front.pictures, ...back.pictures],
    chapters: [...front.chapters, ...back.chapters],
    start: front.end,
    end: back.start,
  };
}

type Found = Omit<EdgeTags, 'start' | 'end'>;

/** ID3v2 tags in a row at the beginning, and the rare APE tag there. */
export function readFrontTags(window: ByteWindow, notes: Notes, from = 0): Found & { readonly end: number } {
  const found = { blocks: [] as RawBlock[], pictures: [] as EmbeddedPicture[], chapters: [] as Chapter[] };
  let end = from;
  for (let count = 0; count < MAX_TAGS; count++) {
    const tag = readId3Tag(window, end, notes) ?? readApeTag(window, end, 'header', notes);
    if (tag === undefined) break;
    found.blocks.push(tag.block);
    found.pictures.push(...tag.pictures);
    if ('chapters' in tag) found.chapters.push(...tag.chapters);
    end = tag.end;
  }
  return { ...found, end };
}

/** Tags at the end of the file, from the last one backwards to `floor`. */
export function readBackTags(window: ByteWindow, floor: number, notes: Notes): Found & { readonly start: number } {
  const found = { blocks: [] as RawBlock[], pictures: [] as EmbeddedPicture[], chapters: [] as Chapter[] };
  let start = window.size;
  for (let count = 0; count < MAX_TAGS; count++) {
    const before = tagBefore(window, start, notes);
    if (before === undefined || before.start < floor || before.start >= start) break;
    if (before.block !== undefined) found.blocks.unshift(before.block);
    found.pictures.push(...(before.pictures ?? []));
    found.chapters.push(...(before.chapters ?? []));
    start = before.start;
  }
  return { ...found, start };
}

interface BackTag extends Partial<Found> {
  readonly block?: RawBlock;
  readonly start: number;
}

/** The tag that ends at this place. */
function tagBefore(window: ByteWindow, end: number, notes: Notes): BackTag | undefined {
  const v1 = end < ID3V1_LENGTH ? undefined : window.read(end - ID3V1_LENGTH, ID3V1_LENGTH);
  if (v1 !== undefined && hasText(v1, 0, 'TAG')) {
    const start = end - ID3V1_LENGTH;
    // "Enhanced" tags have 227 more bytes before them.
    const hasMore = start >= 227 && hasText(window.read(start - 227, 4), 0, 'TAG+');
    return { block: readId3v1(v1), start: hasMore ? start - 227 : start };
  }
  if (end >= APE_EDGE) {
    const ape = readApeTag(window, end, 'footer', notes);
    if (ape !== undefined) return ape;
  }
  const footer = end < HEADER ? undefined : readId3Header(window.read(end - HEADER, HEADER), '3DI');
  if (footer !== undefined) {
    const start = end - footer.size - 2 * HEADER;
    const tag = start < 0 ? undefined : readId3Tag(window, start, notes);
    if (tag !== undefined) return { ...tag, start };
  }
  return lyrics3Before(window, end);
}

function lyrics3Before(window: ByteWindow, end: number): BackTag | undefined {
  const word = end < 15 ? '' : window.read(end - 15, 15).toString('latin1');
  const size = /^(\d{6})LYRICS200$/.exec(word)?.[1];
  if (size !== undefined) return { start: end - 15 - Number(size) };
  if (!word.endsWith('LYRICSEND')) return undefined;
  const most = Math.min(end, 5120);
  const begin = window.read(end - most, most).lastIndexOf('LYRICSBEGIN');
  return begin < 0 ? undefined : { start: end - most + begin };
}
