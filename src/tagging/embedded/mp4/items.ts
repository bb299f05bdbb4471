import { memoryWindow } from '../../../media/formats/window.ts';
import { be } from '../bytes.ts';
import { inNamesOf, looseName, type NamedValues, type TagChange } from '../change.ts';
import type { Cover } from '../cover.ts';
import { boxBytes, boxesBetween } from './box.ts';

/** An item of iTunes' list: its bytes with all that it holds. */
export interface Mp4Item {
  /** Type of the box; of a free one `----:<mean>:<name>`. */
  readonly key: string;
  readonly bytes: Buffer;
}

const FREE = '----';
const TEXT = 1;
const JPEG = 13;
const PNG = 14;
const INTEGER = 21;
/** Bytes of the items that hold one number. */
const INTEGERS: ReadonlyMap<string, number> = new Map([
  ['cpil', 1],
  ['tmpo', 2],
  ['\xa9mvi', 2],
  ['\xa9mvc', 2],
]);
/** Bytes of the items that hold a number and a total. */
const PAIRS: ReadonlyMap<string, number> = new Map([
  ['trkn', 8],
  ['disk', 6],
]);
/** An old item that means the same as a new one. */
const OLD: ReadonlyMap<string, string> = new Map([['\xa9gen', 'gnre']]);
const LARGEST = 0xffff;

/**
 * The items in the content of an `ilst` box.
 *
 * @throws UnsafeTag
 */
export function readItems(content: Buffer): readonly Mp4Item[] {
  const window = memoryWindow(content);
  return boxesBetween(window, 0, content.length).map(({ type, at, start, end }) => {
    const bytes = content.subarray(at, end);
    if (type !== FREE) return { key: type, bytes };
    const parts = new Map(boxesBetween(window, start, end).map((part) => [part.type, part]));
    const text = (name: string): string => {
      const part = parts.get(name);
      return part === undefined ? '' : content.toString('utf8', part.start + 4, part.end);
    };
    return { key: `${FREE}:${text('mean')}:${text('name')}`, bytes };
  });
}

/** Sets fields in a list of items; items of other names keep their bytes and their order. */
export function withItems(items: readonly Mp4Item[], change: TagChange): readonly Mp4Item[] {
  return inNamesOf('mp4', change).reduce(withName, items);
}

/** Adds a front cover. */
export function withCoverItem(items: readonly Mp4Item[], { mime, bytes }: Cover): readonly Mp4Item[] {
  const data = dataBox(mime === 'image/png' ? PNG : JPEG, bytes);
  return [...items, { key: 'covr', bytes: boxBytes('covr', data) }];
}

function withName(items: readonly Mp4Item[], [key, values]: NamedValues): readonly Mp4Item[] {
  const made = values.length === 0 ? [] : itemOf(key, values);
  // A text where only a number can stand: what is there stays.
  if (made === undefined) return items;
  const isOld = (item: Mp4Item): boolean => sameKey(item.key, key) || item.key === OLD.get(key);
  const first = items.findIndex(isOld);
  const kept = items.filter((item) => !isOld(item));
  const covers = kept.findIndex((item) => item.key === 'covr');
  const at = first >= 0 ? first : covers < 0 ? kept.length : covers;
  return kept.toSpliced(at, 0, ...made);
}

/** Names of free items are written in capitals or not, with spaces or underscores. */
function sameKey(one: string, other: string): boolean {
  if (one === other) return true;
  return one.startsWith(`${FREE}:`) && other.startsWith(`${FREE}:`) && looseName(one) === looseName(other);
}

function itemOf(key: string, values: readonly string[]): readonly Mp4Item[] | undefined {
  if (key.startsWith(`${FREE}:`)) return [{ key, bytes: freeItem(key, values) }];
  const data = dataOf(key, values);
  return data === undefined ? undefined : [{ key, bytes: boxBytes(key, ...data) }];
}

function dataOf(key: string, values: readonly string[]): readonly Buffer[] | undefined {
  const [first = ''] = values;
  const length = INTEGERS.get(key);
  if (length !== undefined) {
    const number = Math.round(Number(first));
    return number >= 0 && number <= LARGEST ? [dataBox(INTEGER, be(number, length))] : undefined;
  }
  const pairLength = PAIRS.get(key);
  if (pairLength === undefined) return values.map((value) => dataBox(TEXT, Buffer.from(value)));
  const [number, total = 0] = first.split('/').map(Number);
  const isPair = [number, total].every(
    (one) => Number.isInteger(one) && one !== undefined && one >= 0 && one <= LARGEST,
  );
  if (!isPair || number === undefined) return undefined;
  return [dataBox(0, Buffer.concat([be(0, 2), be(number, 2), be(total, 2), Buffer.alloc(pairLength - 6)]))];
}

function freeItem(key: string, values: readonly string[]): Buffer {
  const [, mean = '', name = ''] = /^----:([^:]*):(.*)$/s.exec(key) ?? [];
  const head = [boxBytes('mean', be(0, 4), Buffer.from(mean)), boxBytes('name', be(0, 4), Buffer.from(name))];
  return boxBytes(FREE, ...head, ...values.map((value) => dataBox(TEXT, Buffer.from(value))));
}

function dataBox(type: number, bytes: Buffer): Buffer {
  return boxBytes('data', be(type, 4), be(0, 4), bytes);
}
