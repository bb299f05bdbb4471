import type { Chapter } from '../../../model/media.ts';
import type { RawBlock } from '../../tags/raw-block.ts';
import { collectNotes, type Notes } from '../notes.ts';
import type { EmbeddedPicture, FormatReader } from '../reading.ts';
import type { ByteWindow } from '../window.ts';
import { cachedWindow } from './cached-window.ts';
import { commentChapters } from './comment-chapters.ts';
import { readCueSheet } from './cue-sheet.ts';
import { readEdgeTags } from './edge-tags.ts';
import { readFlacPicture } from './flac-picture.ts';
import { hasText, u8, u16be, u24be } from './numbers.ts';
import { audioReading } from './reading.ts';
import { fileSpan, type Span } from './span.ts';
import { readStreamInfo, type StreamInfo, secondsOfSamples } from './stream-info.ts';
import { readVorbisComment } from './vorbis-comment.ts';

const MAX_BLOCKS = 1000;
const INFO = 0;
const COMMENT = 4;
const CUE_SHEET = 5;
const PICTURE = 6;

interface Metadata {
  info: StreamInfo | undefined;
  readonly blocks: RawBlock[];
  readonly pictures: EmbeddedPicture[];
  cues: readonly Chapter[];
}

/** FLAC, with ID3 tags that some tools put around it. */
export const readFlac: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = collectNotes();
  const edge = readEdgeTags(window, notes);
  if (!hasText(window.read(edge.start, 4), 0, 'fLaC')) return undefined;
  const metadata: Metadata = { info: undefined, blocks: [], pictures: [], cues: [] };
  for (const { type, span } of metadataBlocks(window, edge.start + 4, notes)) readBlock(type, span, metadata, notes);
  const { info, blocks, pictures, cues } = metadata;
  if (info === undefined) notes.add('no STREAMINFO block');
  const chapters = [blocks.flatMap(commentChapters), edge.chapters, cues].find(({ length }) => length > 0) ?? [];
  const reading: Parameters<typeof audioReading>[0] = {
    container: 'flac',
    audio: info === undefined ? [] : [info.stream],
    chapters,
    tags: [...blocks, ...edge.blocks],
    pictures: [...pictures, ...edge.pictures],
  };
  return audioReading(reading, secondsOfSamples(info?.samples ?? 0, info?.sampleRate ?? 0), notes);
};

function readBlock(type: number, span: Span, metadata: Metadata, notes: Notes): void {
  if (type === INFO) metadata.info ??= readStreamInfo(span.read(0, 34));
  else if (type === COMMENT) {
    const comment = readVorbisComment(span, notes);
    metadata.blocks.push(comment.block);
    metadata.pictures.push(...comment.pictures);
  } else if (type === PICTURE) {
    const found = readFlacPicture(span);
    if (found === undefined) notes.add('empty PICTURE block');
    else metadata.pictures.push(found.picture);
  } else if (type === CUE_SHEET) metadata.cues = readCueSheet(span, metadata.info?.sampleRate ?? 0);
}

function* metadataBlocks(
  window: ByteWindow,
  start: number,
  notes: Notes,
): Generator<{ readonly type: number; readonly span: Span }> {
  let at = start;
  for (let count = 0; count < MAX_BLOCKS; count++) {
    const head = window.read(at, 4);
    const type = u8(head, 0) & 127;
    if (head.length < 4 || type > PICTURE) {
      notes.add('metadata that is no block');
      return;
    }
    const isLast = u8(head, 0) > 127;
    const bodyAt = at + 4;
    const end = endOfBlock(window, type, bodyAt, bodyAt + u24be(head, 1), isLast);
    if (end === undefined) notes.add('PICTURE block with a wrong length');
    else yield { type, span: fileSpan(window, bodyAt, end) };
    at = end ?? bodyAt + (readFlacPicture(fileSpan(window, bodyAt, window.size))?.blockLength ?? 0);
    if (isLast || at >= window.size) return;
  }
}

/** Where a block ends; undefined for a picture whose own fields tell another length after which metadata goes on. */
function endOfBlock(
  window: ByteWindow,
  type: number,
  bodyAt: number,
  end: number,
  isLast: boolean,
): number | undefined {
  if (type !== PICTURE) return end;
  const found = readFlacPicture(fileSpan(window, bodyAt, window.size));
  const ownEnd = found === undefined ? end : bodyAt + found.blockLength;
  if (ownEnd === end || canFollow(window, end, isLast) || !canFollow(window, ownEnd, isLast)) return end;
  return undefined;
}

/** Whether a block of metadata, or the first frame behind the last block, begins here. */
function canFollow(window: ByteWindow, at: number, isLast: boolean): boolean {
  const bytes = window.read(at, 4);
  if (bytes.length < 4) return at === window.size;
  if (isLast) return (u16be(bytes, 0) & 0xfffe) === 0xfff8;
  const type = u8(bytes, 0) & 127;
  return type <= PICTURE && type !== INFO && at + 4 + u24be(bytes, 1) <= window.size;
}
