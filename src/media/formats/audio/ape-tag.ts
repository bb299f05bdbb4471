import type { RawBlock } from '../../tags/raw-block.ts';
import type { Notes } from '../notes.ts';
import type { EmbeddedPicture } from '../reading.ts';
import type { ByteWindow } from '../window.ts';
import { hasText, u32le } from './numbers.ts';
import { fileSpan } from './span.ts';
import { MAX_TEXT_BYTES, untilNul, utf8Text } from './text.ts';

/** Bytes of an APE tag's header and of its footer. */
export const APE_EDGE = 32;
const MAX_ITEMS = 2000;
const MAX_VALUES = 1000;
const MAX_TAG_TEXT = 4 * 1024 * 1024;
const MAGIC = 'APETAGEX';

export interface ApeTag {
  readonly block: RawBlock;
  readonly pictures: readonly EmbeddedPicture[];
  readonly start: number;
  readonly end: number;
}

/** Reads the APE tag whose footer ends at this place, or whose header begins there. */
export function readApeTag(
  window: ByteWindow,
  at: number,
  edge: 'footer' | 'header',
  notes: Notes,
): ApeTag | undefined {
  const bytes = window.read(edge === 'footer' ? at - APE_EDGE : at, APE_EDGE);
  if (!hasText(bytes, 0, MAGIC)) return undefined;
  const size = u32le(bytes, 12);
  const isHeader = (u32le(bytes, 20) & 0x20000000) !== 0;
  if (isHeader !== (edge === 'header') || size < APE_EDGE) return undefined;
  const itemsAt = edge === 'footer' ? at - size : at + APE_EDGE;
  const end = edge === 'footer' ? at : at + APE_EDGE + size;
  if (itemsAt < 0) {
    notes.add('APE tag longer than the file');
    return undefined;
  }
  const itemsEnd = Math.min(window.size, end - APE_EDGE);
  const hasHeader = edge === 'footer' && hasText(window.read(itemsAt - APE_EDGE, APE_EDGE), 0, MAGIC);
  const items = readItems(window, itemsAt, itemsEnd, u32le(bytes, 16), notes);
  return { ...items, start: edge === 'footer' && hasHeader ? itemsAt - APE_EDGE : itemsAt, end };
}

function readItems(window: ByteWindow, start: number, end: number, count: number, notes: Notes) {
  const span = fileSpan(window, start, end);
  const entries: (readonly [string, readonly string[]])[] = [];
  const pictures: EmbeddedPicture[] = [];
  let text = 0;
  let at = 0;
  for (let index = 0; index < Math.min(count, MAX_ITEMS) && at + 11 <= span.length; index++) {
    const head = span.read(at, 8 + 256);
    const length = u32le(head, 0);
    const keyEnd = head.indexOf(0, 8);
    const valueAt = at + keyEnd + 1;
    if (keyEnd < 9 || valueAt + length > span.length) {
      notes.add('APE item longer than its tag');
      break;
    }
    at = valueAt + length;
    const key = head.toString('latin1', 8, keyEnd);
    const kind = (u32le(head, 4) >>> 1) & 3;
    if (kind === 1) {
      const picture = pictureOf(key, span.read(valueAt, Math.min(length, 256)), length);
      if (picture !== undefined) pictures.push(picture);
    } else if (length > 0 && text < MAX_TAG_TEXT) {
      const value = span.read(valueAt, Math.min(length, MAX_TEXT_BYTES));
      text += value.length;
      entries.push([key, utf8Text(value).split('\0', MAX_VALUES)]);
    }
  }
  return { block: { origin: 'ape', entries } satisfies RawBlock, pictures };
}

const PICTURE_TYPES: ReadonlyMap<string, number> = new Map([
  ['cover art (other)', 0],
  ['cover art (icon)', 1],
  ['cover art (other icon)', 2],
  ['cover art (front)', 3],
  ['cover art (back)', 4],
  ['cover art (leaflet)', 5],
  ['cover art (media)', 6],
]);

/** A cover has the name of its file before its bytes. */
function pictureOf(key: string, value: Buffer, length: number): EmbeddedPicture | undefined {
  if (!key.toLowerCase().startsWith('cover art')) return undefined;
  const nameLength = untilNul(value).length + 1;
  const type = PICTURE_TYPES.get(key.toLowerCase());
  if (length <= nameLength) return undefined;
  return { ...(type === undefined ? {} : { type }), length: length - nameLength };
}
