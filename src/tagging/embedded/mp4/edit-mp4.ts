import type { ByteWindow } from '../../../media/formats/window.ts';
import { be } from '../bytes.ts';
import type { TagEditor } from '../editor.ts';
import type { Splice } from '../splice.ts';
import { ensure } from '../unsafe-tag.ts';
import { boxBytes, boxesBetween, grownSize, type Mp4Box } from './box.ts';
import { movedChunks } from './chunk-offsets.ts';
import { readItems, withCoverItem, withItems } from './items.ts';

/** Left free where the file has to grow, so that the next change fits. */
const NEW_PADDING = 2048;
const FREE_HEAD = 8;
const MOST_ITEMS = 64 * 1024 * 1024;

/** Changes iTunes' list of items in an MP4 file. Free space takes up the difference; else the tables of the tracks follow. */
export const editMp4: TagEditor = (window, change, { cover }) => {
  const top = boxesBetween(window, 0, window.size);
  const movies = top.filter(({ type }) => type === 'moov');
  const [movie] = movies;
  ensure(movie !== undefined && movies.length === 1, 'the MP4 file has not exactly one movie header');
  const list = findList(window, movie);
  const old = list.items === undefined ? Buffer.alloc(0) : window.read(list.items.start, sizeOf(list.items));
  ensure(old.length <= MOST_ITEMS, 'the MP4 tags are longer than 64 MiB');
  const texts = withItems(readItems(old), change);
  const items = cover === undefined ? texts : withCoverItem(texts, cover);
  const bytes = boxBytes('ilst', ...items.map((item) => item.bytes));
  const room = list.end - list.at;
  const free = room - bytes.length;
  if (free === 0 || free >= FREE_HEAD) {
    return [{ at: list.at, length: room, bytes: Buffer.concat([bytes, freeBox(free)]) }];
  }
  const behind = top[top.indexOf(movie) + 1];
  return intoFreeSpace(window, behind, movie, list, list.wrapped(bytes)) ?? grown(window, top, movie, list, bytes);
};

interface ItemList {
  /** The boxes around the list, outermost first. */
  readonly parents: readonly Mp4Box[];
  readonly items: Mp4Box | undefined;
  /** The list with the free space next to it; where there is no list, the place for one. */
  readonly at: number;
  readonly end: number;
  /** The list in the boxes that are missing around it. */
  wrapped(list: Buffer): Buffer;
}

function findList(window: ByteWindow, movie: Mp4Box): ItemList {
  const user = boxesBetween(window, movie.start, movie.end, 4).find(({ type }) => type === 'udta');
  if (user === undefined) return missing([movie], movie.end, (list) => boxBytes('udta', metaBox(list)));
  const inUser = boxesBetween(window, user.start, user.end, 4);
  const meta = inUser.find(({ type }) => type === 'meta');
  if (meta === undefined) {
    // QuickTime ends the list of user data with zeros.
    const end = inUser.at(-1)?.end ?? user.start;
    return missing([movie, user], end, metaBox);
  }
  const inMeta = boxesBetween(window, meta.start + 4, meta.end);
  const handler = inMeta.find(({ type }) => type === 'hdlr');
  const kind = handler === undefined ? '' : window.read(handler.start + 8, 4).toString('latin1');
  ensure(kind === 'mdir', 'the MP4 file has tags of another kind than those of iTunes');
  const parents = [movie, user, meta];
  const index = inMeta.findIndex(({ type }) => type === 'ilst');
  const items = inMeta[index];
  if (items === undefined) return missing(parents, meta.end, (list) => list);
  const after = inMeta[index + 1];
  const end = after?.type === 'free' ? after.end : items.end;
  return { parents, items, at: items.at, end, wrapped: (list) => list };
}

function missing(parents: readonly Mp4Box[], at: number, wrapped: (list: Buffer) => Buffer): ItemList {
  return { parents, items: undefined, at, end: at, wrapped };
}

/** A `meta` box of iTunes around a list. */
function metaBox(list: Buffer): Buffer {
  const handler = Buffer.concat([be(0, 8), Buffer.from('mdirappl'), be(0, 9)]);
  return boxBytes('meta', be(0, 4), boxBytes('hdlr', handler), list);
}

/** The movie header with a longer list, in the free space behind it; undefined where that does not do. */
function intoFreeSpace(
  window: ByteWindow,
  behind: Mp4Box | undefined,
  movie: Mp4Box,
  { parents, at, end }: ItemList,
  bytes: Buffer,
): readonly Splice[] | undefined {
  const by = bytes.length - (end - at);
  const rest = behind?.type === 'free' ? behind.end - behind.at - by : -1;
  if (behind === undefined || !(rest === 0 || rest >= FREE_HEAD)) return undefined;
  const moved = window.read(end, movie.end - end);
  const whole = Buffer.concat([bytes, moved, freeBox(rest)]);
  return [...grownParents(parents, by), { at, length: behind.end - at, bytes: whole }];
}

/** The movie header with a longer list, and with all that follows moved. */
function grown(
  window: ByteWindow,
  top: readonly Mp4Box[],
  movie: Mp4Box,
  { parents, at, end, wrapped }: ItemList,
  list: Buffer,
): readonly Splice[] {
  const bytes = wrapped(Buffer.concat([list, freeBox(NEW_PADDING)]));
  const by = bytes.length - (end - at);
  const isLast = top.at(-1) === movie;
  ensure(isLast || !top.some(({ type }) => FIXED.has(type)), 'an MP4 file in fragments cannot grow');
  const tables = isLast ? [] : movedChunks(window, movie, movie.end, by);
  const splices = [...grownParents(parents, by), { at, length: end - at, bytes }, ...tables];
  return splices.sort((one, other) => one.at - other.at);
}

function grownParents(parents: readonly Mp4Box[], by: number): readonly Splice[] {
  return parents.map((box) => {
    const { at, bytes } = grownSize(box, by);
    return { at, length: bytes.length, bytes };
  });
}

/** Boxes that say in other ways where samples are. */
const FIXED: ReadonlySet<string> = new Set(['moof', 'mfra', 'meta', 'sidx']);

function freeBox(length: number): Buffer {
  return length === 0 ? Buffer.alloc(0) : boxBytes('free', Buffer.alloc(length - FREE_HEAD));
}

function sizeOf({ start, end }: Mp4Box): number {
  return end - start;
}
