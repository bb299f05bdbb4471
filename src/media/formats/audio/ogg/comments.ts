import type { RawBlock } from '../../../tags/raw-block.ts';
import type { Notes } from '../../notes.ts';
import type { EmbeddedPicture } from '../../reading.ts';
import { readFlacPicture } from '../flac-picture.ts';
import { u8, u24be } from '../numbers.ts';
import { type Span, spanFrom } from '../span.ts';
import { readVorbisComment } from '../vorbis-comment.ts';
import type { OggHead } from './heads.ts';
import type { PacketReader } from './packets.ts';

const MAX_BLOCKS = 100;

export interface OggComments {
  readonly blocks: readonly RawBlock[];
  readonly pictures: readonly EmbeddedPicture[];
}

/** The tags of a stream: in its second packet, or in FLAC's metadata blocks, one a packet. */
export function readOggComments(packets: PacketReader, head: OggHead, notes: Notes): OggComments {
  if (head.comment === undefined) return { blocks: [], pictures: [] };
  if (head.comment === 'blocks') return flacBlocks(packets, notes);
  const packet = packets.next();
  if (packet === undefined) return { blocks: [], pictures: [] };
  const { block, pictures } = readVorbisComment(spanFrom(packet, head.comment), notes);
  return { blocks: [block], pictures };
}

function flacBlocks(packets: PacketReader, notes: Notes): OggComments {
  const blocks: RawBlock[] = [];
  const pictures: EmbeddedPicture[] = [];
  for (let count = 0; count < MAX_BLOCKS; count++) {
    const packet = packets.next();
    const first = packet?.read(0, 4) ?? Buffer.alloc(0);
    if (packet === undefined || first.length < 4 || u8(first, 0) === 0xff) break;
    const type = u8(first, 0) & 127;
    const block = blockSpan(packet, u24be(first, 1));
    if (type === 4) {
      const comment = readVorbisComment(block, notes);
      blocks.push(comment.block);
      pictures.push(...comment.pictures);
    } else if (type === 6) {
      const found = readFlacPicture(block);
      if (found === undefined) notes.add('empty PICTURE block');
      else pictures.push(found.picture);
    }
    if (u8(first, 0) > 127) break;
  }
  return { blocks, pictures };
}

function blockSpan(packet: Span, length: number): Span {
  const block = spanFrom(packet, 4);
  return { length, read: (at, count) => block.read(at, Math.min(count, length - at)) };
}
