import { readPage } from '../../../media/formats/audio/ogg/pages.ts';
import type { ByteWindow } from '../../../media/formats/window.ts';
import { le } from '../bytes.ts';
import type { Splice } from '../splice.ts';
import { ensure } from '../unsafe-tag.ts';
import { oggChecksum } from './crc.ts';

const SEQUENCE_AT = 18;

/**
 * Adds `shift` to the numbers of all pages of a stream from this place on. Reads the whole file, because each page has a
 * checksum.
 *
 * @throws UnsafeTag where the pages do not follow each other to the end of the file.
 */
export function renumberedPages(window: ByteWindow, from: number, serial: number, shift: number): readonly Splice[] {
  const splices: Splice[] = [];
  let at = from;
  while (at < window.size) {
    const page = readPage(window, at);
    ensure(page !== undefined && page.end <= window.size, 'an Ogg page is damaged');
    // Another link of a chained file counts its own pages.
    if (page.isFirst) break;
    ensure(page.serial === serial, 'the Ogg file has several streams');
    const bytes = Buffer.from(window.read(at, page.end - at));
    le(page.sequence + shift, 4).copy(bytes, SEQUENCE_AT);
    bytes.fill(0, SEQUENCE_AT + 4, SEQUENCE_AT + 8);
    le(oggChecksum(bytes), 4).copy(bytes, SEQUENCE_AT + 4);
    splices.push({ at: at + SEQUENCE_AT, length: 8, bytes: Buffer.from(bytes.subarray(SEQUENCE_AT, SEQUENCE_AT + 8)) });
    at = page.end;
  }
  return splices;
}
