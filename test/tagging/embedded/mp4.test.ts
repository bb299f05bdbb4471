import { describe, expect, it } from 'vitest';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { boxesBetween, type Mp4Box } from '../../../src/tagging/embedded/mp4/box.ts';
import { isInPlace } from '../../../src/tagging/embedded/splice.ts';
import { be, join, type Piece } from '../../support/media/bytes.ts';
import { box, full } from '../../support/media/mp4.ts';
import { FTYP, fragment, movieHeader, sizes, soundEntry, times, track, zeros } from '../../support/media/mp4-boxes.ts';
import { changeOf, EVERY_CHANGE, edited, planned, tagsOf } from './sound-files.ts';

const TITLE = changeOf({ title: ['Títle'] });
const SAMPLE = Buffer.from('the first sample');

type Table = 'stco' | 'co64';

/** A file with one chunk: the movie header first, with these boxes of user data, and these boxes behind it. */
function m4a(table: Table, user: readonly Piece[], ...behind: readonly Piece[]): Buffer {
  const movie = (offset: number): Buffer => {
    const width = table === 'stco' ? 4 : 8;
    const tables = [
      times([10, 1024]),
      sizes(SAMPLE.length),
      full('stsc', 0, 0, be(1, 4), be(1, 4), be(1, 4), be(1, 4)),
      full(table, 0, 0, be(1, 4), be(offset, width)),
    ];
    const sound = track({ handler: 'soun', entry: soundEntry('mp4a', 2, 44100), tables });
    return box('moov', movieHeader(60), sound, ...user);
  };
  const before = join(FTYP, movie(0), ...behind).length + 8;
  return join(FTYP, movie(before), ...behind, box('mdat', SAMPLE));
}

function meta(...boxes: readonly Piece[]): Buffer {
  return box('udta', full('meta', 0, 0, full('hdlr', 0, 0, zeros(4), 'mdir', 'appl', zeros(9)), ...boxes));
}

function item(type: string, text: string): Buffer {
  return box(type, box('data', be(1, 4), be(0, 4), text));
}

/** The bytes to which the first entry of the table points. */
function firstSample(file: Buffer, table: Table): string {
  const window = memoryWindow(file);
  let found: readonly Mp4Box[] = boxesBetween(window, 0, file.length);
  for (const type of ['moov', 'trak', 'mdia', 'minf', 'stbl']) {
    const parent = found.find((one) => one.type === type);
    found = parent === undefined ? [] : boxesBetween(window, parent.start, parent.end);
  }
  const at = found.find(({ type }) => type === table)?.start ?? 0;
  const offset = table === 'stco' ? file.readUInt32BE(at + 8) : Number(file.readBigUInt64BE(at + 8));
  return file.toString('latin1', offset, offset + SAMPLE.length);
}

describe.each<Table>(['stco', 'co64'])('an MP4 file with the movie header first (%s)', (table) => {
  it.each<readonly [string, readonly Piece[]]>([
    ['no user data', []],
    ['user data alone', [box('udta', box('name', 'n'))]],
    ['an empty list', [meta(box('ilst'))]],
    ['no list', [meta()]],
    ['user data that ends with zeros', [box('udta', box('name', 'n'), zeros(4))]],
  ])('with %s grows, and its tables follow', (_what, user) => {
    const file = m4a(table, user);
    expect(firstSample(file, table)).toBe(SAMPLE.toString());
    const after = edited(file, EVERY_CHANGE);
    expect(firstSample(after, table)).toBe(SAMPLE.toString());
    expect(tagsOf(after)).toMatchObject({ title: 'Tïtle – 題', track: 3, trackTotal: 12, compilation: true });
    expect(planned(after, EVERY_CHANGE)).toEqual({ status: 'unchanged' });
  });

  it.each([600, 30, 22])('takes the space that is free behind it (%i bytes)', (free) => {
    const file = m4a(table, [meta(box('ilst'))], box('free', zeros(free)));
    const edit = planned(file, TITLE);
    // The new item has 30 bytes. The header of the free space counts 8, and may go too.
    expect(edit.status === 'edit' && isInPlace(file.length, edit.splices)).toBe(true);
    const after = edited(file, TITLE);
    expect(firstSample(after, table)).toBe(SAMPLE.toString());
  });
});

describe('items', () => {
  const items = [item('\xa9nam', 'Old'), box('gnre', box('data', be(0, 8), be(18, 2))), item('xyz1', 'unknown')];
  const list = box('ilst', ...items, box('covr', box('data', be(13, 4), be(0, 4), 'picture')));
  const file = m4a('stco', [meta(list, box('free', zeros(300)))]);

  it('of other names keep their bytes, in place', () => {
    const edit = planned(file, changeOf({ title: ['A longer title'], genre: ['Jazz', 'Blues'] }));
    expect(edit.status === 'edit' && isInPlace(file.length, edit.splices)).toBe(true);
    const after = edited(file, changeOf({ title: ['A longer title'], genre: ['Jazz', 'Blues'] }));
    expect(after.includes(item('xyz1', 'unknown'))).toBe(true);
    expect(after.includes('gnre')).toBe(false);
    expect(tagsOf(after)).toMatchObject({ title: 'A longer title', genres: ['Jazz', 'Blues'], hasPicture: true });
  });

  it('that hold numbers stay where a value is none', () => {
    expect(planned(file, changeOf({ tracknumber: ['A3'], bpm: ['fast'] }))).toEqual({ status: 'unchanged' });
  });

  it('keep the total where only the number changes', () => {
    const numbered = edited(file, changeOf({ tracknumber: ['3'], tracktotal: ['12'] }));
    expect(tagsOf(edited(numbered, changeOf({ tracknumber: ['4'] })))).toMatchObject({ track: 4, trackTotal: 12 });
  });
});

describe('files that stay as they are', () => {
  const foreign = full('meta', 0, 0, full('hdlr', 0, 0, zeros(4), 'mdta', zeros(13)), box('ilst'));
  it.each<readonly [string, Buffer]>([
    ['in fragments', m4a('stco', [box('mvex', full('trex', 0, 0, be(1, 4), zeros(16)))], fragment(1, 0, [1024]))],
    ['with tags of QuickTime', m4a('stco', [box('udta', foreign)])],
    ['with a box longer than its parent', m4a('stco', [box('udta', join(be(500, 4), 'name'))])],
    ['with an encrypted track', m4a('stco', []).subarray(0, 100)],
  ])('%s', (_what, file) => {
    expect(planned(file, EVERY_CHANGE)).toMatchObject({ status: 'refused' });
  });
});
