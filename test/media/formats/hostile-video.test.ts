import { describe, expect, it } from 'vitest';
import type { FormatReader } from '../../../src/media/formats/reading.ts';
import { VIDEO_READERS } from '../../../src/media/formats/video.ts';
import { ByteBudgetError, memoryWindow } from '../../../src/media/formats/window.ts';
import { be, join } from '../../support/media/bytes.ts';
import { type CountedWindow, countedWindow } from '../../support/media/counted-window.ts';
import { h264Picture, startCoded } from '../../support/media/h264.ts';
import { element } from '../../support/media/matroska.ts';
import * as mkv from '../../support/media/matroska-elements.ts';
import { box, full } from '../../support/media/mp4.ts';
import * as mp4 from '../../support/media/mp4-boxes.ts';
import * as mpeg from '../../support/media/mpeg-streams.ts';
import { makeVideo } from '../../support/media-files.ts';

const wish = { width: 640, height: 360, seconds: 60, audioLanguages: ['eng', 'ger'], subtitleLanguages: ['fre!'] };
const PICTURE = startCoded(h264Picture(640, 360));

/** A Matroska file with everything that the reader looks for. */
function fullMatroska(): Buffer {
  const chapters = element(mkv.CHAPTERS, element(0x45b9, mkv.chapter(0, 'One'), mkv.chapter(5, 'Two')));
  const tags = element(mkv.TAGS, element(0x7373, mkv.simpleTag('ARTIST', 'Ann', mkv.simpleTag('SORT', 'A'))));
  const attached = element(
    0x61a7,
    element(0x466e, 'cover.jpg'),
    element(0x4660, 'image/jpeg'),
    element(0x465c, be(1, 8)),
  );
  const colour = element(0x55b0, mkv.uint(0x55ba, 16), element(0x55d0, mkv.real(0x55d9, 1000)));
  const tracks = element(mkv.TRACKS, mkv.video('V_MPEGH/ISO/HEVC', colour), mkv.track(17, 'S_TEXT/ASS'));
  const seeks = element(mkv.SEEK_HEAD, mkv.seek(mkv.TAGS, 500), mkv.seek(mkv.SEEK_HEAD, 0));
  const attachments = element(mkv.ATTACHMENTS, attached);
  return join(mkv.head(), element(mkv.SEGMENT, seeks, mkv.info(60), tracks, chapters, attachments, tags));
}

function fullMp4(): Buffer {
  const video = mp4.track({
    handler: 'vide',
    entry: mp4.visualEntry('hvc1', 640, 360),
    more: [box('tref', box('chap', be(7, 4)))],
  });
  const runs = full('stsc', 0, 0, be(1, 4), be(1, 4), be(2, 4), be(1, 4));
  const tables = [mp4.times([2, 1000]), mp4.sizes(5, 5), runs, full('stco', 0, 0, be(1, 4), be(20, 4))];
  const chapters = mp4.track({ id: 7, handler: 'text', entry: box('text', mp4.zeros(8)), tables });
  const tags = mp4.tagList(box('\xa9nam', mp4.data(1, 'Film')), box('covr', mp4.data(13, mp4.zeros(9))));
  const fragments = box('mvex', full('trex', 0, 0, be(1, 4), be(1, 4), be(40, 4), be(0, 8)));
  const movie = box('moov', mp4.movieHeader(0), video, chapters, tags, fragments);
  const index = full(
    'sidx',
    0,
    0,
    be(1, 4),
    be(1000, 4),
    be(0, 8),
    be(0, 2),
    be(1, 2),
    be(100, 4),
    be(2000, 4),
    be(0, 4),
  );
  return join(mp4.FTYP, movie, index, mp4.fragment(1, 0, [40, 40, 40]), box('mdat', mp4.zeros(64)));
}

function transportStream(): Buffer {
  const streams = [
    { type: 0x1b, pid: 0x200 },
    { type: 0x06, pid: 0x201, descriptors: [mpeg.descriptor(0x6a, be(0, 1)), mpeg.descriptor(0x0a, 'eng', be(0, 1))] },
  ];
  const one = join(mpeg.packets(0x200, mpeg.pes(0xe0, 1, PICTURE)), mpeg.packets(0x201, mpeg.pes(0xbd, 1, mpeg.AC3)));
  return join(mpeg.association(), mpeg.map(streams), one, one);
}

function programStream(): Buffer {
  const sound = mpeg.pes(0xbd, 1, be(0x80, 1), be(1, 1), be(1, 2), mpeg.AC3);
  return join(mpeg.pack(), mpeg.pes(0xe0, 1, mpeg.mpeg2Sequence(720, 576)), sound, mpeg.pes(0xe0, 9, PICTURE));
}

function flashVideo(): Buffer {
  const member = join(be(8, 2), 'duration', be(0, 1), Buffer.alloc(8, 0x40));
  const said = join(be(2, 1), be(10, 2), 'onMetaData', be(8, 1), be(1, 4), member, be(9, 3));
  const tag = (type: number, body: Buffer) =>
    join(be(type, 1), be(body.length, 3), be(0, 7), body, be(body.length + 11, 4));
  return join('FLV\x01\x05', be(9, 4), be(0, 4), tag(18, said), tag(9, be(0x1700, 2)), tag(8, be(0xaf001210, 4)));
}

const SAMPLES: readonly (readonly [string, string, Buffer])[] = [
  ['matroska', 'a whole file', makeVideo({ ...wish, container: 'mkv', hdr: 'hdr10' })],
  ['matroska', 'all elements', fullMatroska()],
  ['mp4', 'a whole file', makeVideo({ ...wish, container: 'mp4', hdr: 'hlg' })],
  ['mp4', 'all boxes', fullMp4()],
  ['avi', 'a whole file', makeVideo({ container: 'avi', width: 640, height: 360, seconds: 60 })],
  ['mpegts', 'a stream', transportStream()],
  ['mpegps', 'a stream', programStream()],
  ['flv', 'a file', flashVideo()],
];

/** The same numbers in each run (Mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ODD = [0, 1, 2, 0x7f, 0x80, 0xff, 0xfe, 0x40];

/** Bytes that are changed, taken out, doubled or cut off. */
function mutate(sample: Buffer, next: () => number): Buffer {
  const bytes = Buffer.from(sample);
  const place = (): number => Math.floor(next() * Math.min(bytes.length, 3000));
  for (let changes = 1 + Math.floor(next() * 6); changes > 0; changes--) {
    bytes[place()] = next() < 0.6 ? (ODD[Math.floor(next() * ODD.length)] ?? 0) : Math.floor(next() * 256);
  }
  const kind = next();
  const at = place();
  const length = Math.floor(next() * 40);
  if (kind < 0.1) return bytes.subarray(0, at);
  if (kind < 0.2) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  if (kind < 0.3) return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
  return bytes;
}

function readerOf(format: string): FormatReader {
  const reader = VIDEO_READERS.get(format);
  if (reader === undefined) throw new Error(`no reader of ${format}`);
  return reader;
}

/** What a reader may ask for of any file. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_READS = 2000;

function expectBounded(window: CountedWindow): void {
  expect(window.bytes).toBeLessThanOrEqual(MOST_BYTES);
  expect(window.reads).toBeLessThanOrEqual(MOST_READS);
}

const ROUNDS = Number(process.env.REVENGE_FUZZ_ROUNDS ?? 1500);

describe('mutated headers', () => {
  it.each(SAMPLES)('%s, %s: no reader throws, and none reads without end', (format, _, sample) => {
    const reader = readerOf(format);
    const next = random(sample.length);
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = mutate(sample, next);
      // Every other file claims to be of 100 GB, so that lying offsets and sizes have something to read.
      const window = countedWindow(bytes, round % 2 === 0 ? bytes.length : 100e9);
      const reading = reader(window);
      if (reading !== undefined) expect(reading.notes.length).toBeLessThanOrEqual(20);
      expectBounded(window);
    }
  });

  it.each(SAMPLES)('%s, %s: cut at every place', (format, _, sample) => {
    const reader = readerOf(format);
    const step = Math.max(1, Math.floor(sample.length / 800));
    for (let end = 0; end < sample.length; end += step) reader(memoryWindow(sample.subarray(0, end)));
  });

  it.each(SAMPLES)('%s, %s: an error of the window comes through', (format, _, sample) => {
    expect(() => readerOf(format)(memoryWindow(sample, 10))).toThrow(ByteBudgetError);
  });
});

describe('headers made to hurt', () => {
  const huge = 100e9;

  it('ends at masters in masters without end', () => {
    // Each of these Video elements claims to hold all that follows.
    const nested = Buffer.concat(
      Array.from({ length: 5000 }, () => Buffer.from('e0 0840000000'.replace(' ', ''), 'hex')),
    );
    const window = countedWindow(
      join(mkv.head(), mkv.open(mkv.SEGMENT, mkv.open(mkv.TRACKS, mkv.open(0xae, nested)))),
      huge,
    );
    readerOf('matroska')(window);
    expectBounded(window);
    const tags = Buffer.concat(Array.from({ length: 5000 }, () => Buffer.from('67c80840000000', 'hex')));
    const second = countedWindow(
      join(mkv.head(), mkv.open(mkv.SEGMENT, mkv.open(mkv.TAGS, mkv.open(0x7373, tags)))),
      huge,
    );
    readerOf('matroska')(second);
    expectBounded(second);
  });

  it('ends at a SeekHead that points to itself and to everywhere', () => {
    const seeks = Array.from({ length: 5000 }, (_, index) =>
      mkv.seek(index % 2 ? mkv.TAGS : mkv.SEEK_HEAD, index * 1e6),
    );
    const window = countedWindow(join(mkv.head(), mkv.open(mkv.SEGMENT, element(mkv.SEEK_HEAD, ...seeks))), huge);
    readerOf('matroska')(window);
    expectBounded(window);
  });

  it('ends at boxes of eight bytes and at a movie header of gigabytes', () => {
    const tiny = Buffer.alloc(600_000);
    for (let at = 0; at < tiny.length; at += 8) tiny.write('\0\0\0\x08trak', at, 'latin1');
    const movie = join(mp4.FTYP, be(1, 4), 'moov', be(50e9, 8), tiny);
    const window = countedWindow(movie, huge);
    readerOf('mp4')(window);
    expectBounded(window);
  });

  it('ends at tables that claim four billion entries', () => {
    const tables = [
      full('stts', 0, 0, be(0xffffffff, 4), be(0xffffffff, 4), be(1, 4)),
      full('stsz', 0, 0, be(0, 4), be(0xffffffff, 4)),
      full('stsc', 0, 0, be(0xffffffff, 4), be(1, 4), be(0xffffffff, 4), be(1, 4)),
      full('stco', 0, 0, be(0xffffffff, 4), be(20, 4)),
    ];
    const chapters = mp4.track({ id: 7, handler: 'text', entry: box('text', mp4.zeros(8)), tables });
    const video = mp4.track({
      handler: 'vide',
      entry: mp4.visualEntry('avc1', 2, 2),
      more: [box('tref', box('chap', be(7, 4)))],
    });
    const window = countedWindow(join(mp4.FTYP, box('moov', mp4.movieHeader(9), video, chapters)), huge);
    const reading = readerOf('mp4')(window);
    expect(reading?.video).toHaveLength(1);
    expect(reading?.chapters.length).toBeLessThanOrEqual(1000);
    expectBounded(window);
  });

  it('does not take text of a file for the name of a member', () => {
    const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const tags = element(mkv.TAGS, element(0x7373, ...words.map((word) => mkv.simpleTag(word, 'x'))));
    const tracks = element(mkv.TRACKS, ...words.map((word) => mkv.track(2, word, element(0x22b59c, word))));
    const reading = readerOf('matroska')(memoryWindow(join(mkv.head(), mkv.open(mkv.SEGMENT, tracks, tags))));
    expect(reading?.audio.map(({ codec }) => codec)).toEqual(words.map((word) => word.toLowerCase()));
    expect(reading?.tags[0]?.entries).toEqual(words.map((word) => [`50/${word}`, ['x']]));
  });
});
