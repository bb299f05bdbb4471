import { describe, expect, it } from 'vitest';
import { readMp4 } from '../../../src/media/formats/mp4/read-mp4.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { be, join, type Piece } from '../../support/media/bytes.ts';
import { countedWindow } from '../../support/media/counted-window.ts';
import { avcConfiguration, h264Picture } from '../../support/media/h264.ts';
import { box, full } from '../../support/media/mp4.ts';
import * as mp4 from '../../support/media/mp4-boxes.ts';
import { makeAudio, makeVideo } from '../../support/media-files.ts';

const { data, soundEntry, track, visualEntry, zeros } = mp4;

function read(...pieces: readonly Piece[]) {
  const reading = readMp4(memoryWindow(join(...pieces)));
  if (reading === undefined) throw new Error('not read');
  return reading;
}

function movie(...parts: readonly Piece[]) {
  return read(mp4.FTYP, box('moov', mp4.movieHeader(60), ...parts), box('mdat', zeros(100)));
}

function oneVideo(type: string, ...boxes: readonly Piece[]) {
  return movie(track({ handler: 'vide', entry: visualEntry(type, 1920, 1080, ...boxes) })).video[0];
}

function oneSound(type: string, ...boxes: readonly Piece[]) {
  return movie(track({ handler: 'soun', entry: soundEntry(type, 2, 48_000, ...boxes) })).audio[0];
}

function esds(objectType: number, configuration: Piece = ''): Buffer {
  const specific = join(configuration);
  const inner = join(
    be(4, 1),
    be(15 + specific.length, 1),
    be(objectType, 1),
    zeros(12),
    be(5, 1),
    be(specific.length, 1),
  );
  return full('esds', 0, 0, be(3, 1), be(3 + inner.length + specific.length, 1), zeros(3), inner, specific);
}

describe('MP4 tracks', () => {
  it('reads what this project writes: streams, languages, forced subtitles, HDR', () => {
    const wish = { width: 1920, height: 800, seconds: 5400, audioLanguages: ['eng', 'fre'], audioChannels: 6 };
    const bytes = makeVideo({ ...wish, container: 'mp4', subtitleLanguages: ['dut', 'eng!'], hdr: 'hlg' });
    expect(read(bytes)).toEqual({
      container: 'mp4',
      duration: 5400,
      video: [{ codec: 'h264', profile: 'Main', width: 1920, height: 800, bitDepth: 8, hdr: 'hlg', default: true }],
      audio: [
        { codec: 'aac', profile: 'LC', channels: 6, sampleRate: 48000, language: 'en', default: true },
        { codec: 'aac', profile: 'LC', channels: 6, sampleRate: 48000, language: 'fr', default: true },
      ],
      subtitles: [
        { codec: 'mov_text', language: 'nl', default: true },
        { codec: 'mov_text', language: 'en', default: true, forced: true },
      ],
      chapters: [],
      tags: [],
      pictures: [],
      truncated: false,
      notes: [],
    });
    expect(read(makeAudio({ format: 'm4a', seconds: 300.5 }))).toMatchObject({
      duration: 300.5,
      audio: [{ codec: 'aac' }],
    });
  });

  it('have titles, roles and languages with region', () => {
    const kind = (role: string) => full('kind', 0, 0, `urn:mpeg:dash:role:2011\0${role}\0`);
    const sound = soundEntry('ac-3', 2, 48_000);
    const { audio, subtitles } = movie(
      track({ handler: 'soun', entry: sound, more: [box('udta', box('name', 'Director'), kind('commentary'))] }),
      track({ handler: 'soun', entry: sound, enabled: false, more: [box('udta', box('tagc', 'public.translation'))] }),
      track({ handler: 'sbtl', entry: box('wvtt', zeros(8)), media: [full('elng', 0, 0, 'pt-BR\0')] }),
      track({
        handler: 'subt',
        entry: box('stpp', zeros(8)),
        more: [box('udta', kind('forced-subtitle'))],
        language: 0,
      }),
      track({ handler: 'clcp', entry: box('c608', zeros(8)), more: [box('udta', kind('caption'))] }),
      track({ handler: 'tmcd', entry: box('tmcd', zeros(8)) }),
    );
    expect(audio).toEqual([
      { codec: 'ac3', channels: 2, sampleRate: 48000, title: 'Director', default: true, commentary: true },
      { codec: 'ac3', channels: 2, sampleRate: 48000, original: false },
    ]);
    expect(subtitles).toEqual([
      { codec: 'webvtt', language: 'pt-BR', default: true },
      { codec: 'ttml', default: true, forced: true },
      { codec: 'eia608', default: true, hearingImpaired: true },
    ]);
  });

  it('have the languages that QuickTime numbers', () => {
    const wish = { handler: 'soun', entry: soundEntry('sowt', 2, 48_000) };
    const file = (...head: readonly Piece[]) =>
      read(...head, box('moov', mp4.movieHeader(1), track({ ...wish, language: 0 }), track({ ...wish, language: 2 })));
    const quickTime = file(box('ftyp', 'qt  ', be(512, 4), 'qt  '));
    expect(quickTime.audio.map((stream) => stream.language)).toEqual(['en', 'de']);
    expect(file(mp4.FTYP).audio.map((stream) => stream.language)).toEqual([undefined, 'de']);
  });

  it('have the rate of nearly all pictures, else the average', () => {
    const wish = { handler: 'vide', entry: visualEntry('avc1', 16, 16), scale: 24000, duration: 100 * 1001 };
    const list = mp4.sizes(...Array.from({ length: 100 }, () => 1));
    const rate = (...runs: readonly (readonly [number, number])[]) =>
      movie(track({ ...wish, tables: [mp4.times(...runs), list] })).video[0]?.frameRate;
    expect(rate([100, 1001])).toBe(23.976);
    expect(rate([95, 1001], [5, 3000])).toBe(23.976);
    expect(rate([50, 500], [50, 1502])).toBe(23.976);
  });
});

describe('MP4 codecs', () => {
  const vpcc = full('vpcC', 1, 0, be(2, 1), be(10, 1), be(0xa2, 1), be(9, 1), be(16, 1), be(9, 1), zeros(2));

  it.each([
    ['avc1', [box('avcC', avcConfiguration(h264Picture(1920, 1080)))], { codec: 'h264', profile: 'Main', bitDepth: 8 }],
    ['vp09', [vpcc], { codec: 'vp9', profile: 'Profile 2', bitDepth: 10, hdr: 'hdr10' }],
    [
      'av01',
      [box('av1C', be(0x81, 1), be(0x08, 1), be(0x4c, 1), zeros(1))],
      { codec: 'av1', profile: 'Main', bitDepth: 10 },
    ],
    ['hvc1', [], { codec: 'hevc' }],
    ['dvh1', [], { codec: 'hevc' }],
    ['mp4v', [esds(0x20)], { codec: 'mpeg4' }],
    ['mp4v', [esds(0x61)], { codec: 'mpeg2video' }],
    ['apch', [], { codec: 'prores', profile: 'HQ' }],
    ['jpeg', [], { codec: 'mjpeg' }],
    ['XVID', [], { codec: 'mpeg4' }],
    ['encv', [box('sinf', box('frma', 'hvc1'))], { codec: 'hevc' }],
  ] as const)('%s is %o', (type, boxes, expected) => {
    expect(oneVideo(type, ...boxes)).toMatchObject({ ...expected, width: 1920, height: 1080 });
  });

  const dec3 = (atmos: number) => box('dec3', Buffer.from('0c00200f00', 'hex'), be(atmos, 1), be(16, 1));

  it.each([
    ['mp4a', [esds(0x40, Buffer.from('1190', 'hex'))], { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48000 }],
    // HE-AAC: 22.05 kHz in the core, 44.1 kHz as it is played.
    [
      'mp4a',
      [esds(0x40, Buffer.from('2b8a0800', 'hex'))],
      { codec: 'aac', profile: 'HE-AAC', channels: 1, sampleRate: 44100 },
    ],
    ['mp4a', [esds(0x6b)], { codec: 'mp3', channels: 2 }],
    ['mp4a', [esds(0xa9)], { codec: 'dts' }],
    ['mp4a', [box('wave', esds(0x40, Buffer.from('1210', 'hex')))], { codec: 'aac', sampleRate: 44100 }],
    ['ac-3', [box('dac3', Buffer.from('103dc0', 'hex'))], { codec: 'ac3', channels: 6, sampleRate: 48000 }],
    ['ec-3', [dec3(1)], { codec: 'eac3', channels: 6, atmos: true }],
    [
      'fLaC',
      [full('dfLa', 0, 0, Buffer.from('00000022', 'hex'), zeros(10), Buffer.from('17700370', 'hex'), zeros(20))],
      { codec: 'flac', sampleRate: 96000, channels: 2, bitDepth: 24 },
    ],
    [
      'alac',
      [full('alac', 0, 0, be(4096, 4), be(0, 1), be(24, 1), zeros(3), be(6, 1), zeros(10), be(96000, 4))],
      { codec: 'alac', bitDepth: 24, channels: 6, sampleRate: 96000 },
    ],
    [
      'Opus',
      [box('dOps', be(0, 1), be(6, 1), be(312, 2), be(44100, 4))],
      { codec: 'opus', channels: 6, sampleRate: 48000 },
    ],
    ['mlpa', [box('dmlp', Buffer.from('18000000', 'hex'))], { codec: 'truehd', sampleRate: 96000 }],
    ['dtsl', [], { codec: 'dts', profile: 'DTS-HD MA' }],
    ['twos', [], { codec: 'pcm', bitDepth: 16 }],
    ['in24', [], { codec: 'pcm', bitDepth: 24 }],
    ['ms\0U', [], { codec: 'mp3' }],
    ['samr', [], { codec: 'amr_nb' }],
    ['drms', [esds(0x40, Buffer.from('1190', 'hex'))], { codec: 'aac' }],
  ] as const)('%s is %o', (type, boxes, expected) => {
    expect(oneSound(type, ...boxes)).toMatchObject(expected);
  });

  it('E-AC-3 without joint objects is not Atmos', () => {
    expect(oneSound('ec-3', dec3(0))).not.toHaveProperty('atmos');
  });
});

describe('HDR in MP4', () => {
  const colour = (transfer: number) => box('colr', 'nclx', be(9, 2), be(transfer, 2), be(9, 2), be(0, 1));

  it('is HDR10 with the brightness of content and display', () => {
    const display = box('mdcv', zeros(16), be(10_000_000, 4), be(50, 4));
    const light = box('clli', be(900, 2), be(300, 2));
    expect(oneVideo('hvc1', colour(16), display, light)).toMatchObject({
      hdr: 'hdr10',
      maxCll: 900,
      maxFall: 300,
      masteringMax: 1000,
      masteringMin: 0.005,
    });
  });

  it('is Dolby Vision with profile, level and compatibility', () => {
    const configuration = box('dvvC', be(1, 1), be(0, 1), be((8 << 9) | (9 << 3) | 5, 2), be(0x40, 1), zeros(19));
    expect(oneVideo('hvc1', colour(18), configuration)).toMatchObject({
      hdr: 'dolbyvision',
      dolbyVisionProfile: 8,
      dolbyVisionLevel: 9,
      dolbyVisionCompatibility: 4,
    });
  });
});

describe('MP4 tags', () => {
  const item = (name: string, ...values: readonly Piece[]) => box(name, ...values);
  const free = (name: string, ...values: readonly string[]) =>
    item(
      '----',
      full('mean', 0, 0, 'com.apple.iTunes'),
      full('name', 0, 0, name),
      ...values.map((one) => data(1, one)),
    );

  it('are raw atoms with all values', () => {
    const { tags, pictures } = movie(
      mp4.tagList(
        item('\xa9nam', data(1, Buffer.from('Kästchen'))),
        item('\xa9ART', data(1, 'Ann'), data(1, 'Bob')),
        item('trkn', data(0, zeros(2), be(3, 2), be(9, 2), zeros(2))),
        item('disk', data(0, zeros(2), be(1, 2), zeros(2))),
        item('cpil', data(21, be(1, 1))),
        item('gnre', data(0, be(18, 2))),
        item('covr', data(13, zeros(500)), data(14, zeros(7))),
        free('ARTISTS', 'Ann', 'Bob'),
        item('\xa9gen', data(1, 'Rock')),
        item('\xa9gen', data(1, 'Pop')),
      ),
    );
    expect(tags).toEqual([
      {
        origin: 'mp4',
        entries: [
          ['\xa9nam', ['Kästchen']],
          ['\xa9ART', ['Ann', 'Bob']],
          ['trkn', ['3/9']],
          ['disk', ['1']],
          ['cpil', ['1']],
          ['gnre', ['18']],
          ['----:com.apple.iTunes:ARTISTS', ['Ann', 'Bob']],
          ['\xa9gen', ['Rock', 'Pop']],
        ],
      },
    ]);
    expect(pictures).toEqual([
      { type: 3, mime: 'image/jpeg', length: 500 },
      { type: 3, mime: 'image/png', length: 7 },
    ]);
  });

  it('are skipped where one is odd, and the others kept', () => {
    const odd = item('aART', be(9999, 4), 'data', zeros(2));
    const { tags } = movie(mp4.tagList(item('\xa9nam', data(1, 'One')), odd, item('\xa9alb', data(1, 'Two'))));
    expect(tags[0]?.entries).toEqual([
      ['\xa9nam', ['One']],
      ['\xa9alb', ['Two']],
    ]);
  });

  it('are those of QuickTime and of 3GPP too', () => {
    const keys = full('keys', 0, 0, be(1, 4), box('mdta', 'com.apple.quicktime.title'));
    const list = box('ilst', join(be(8 + 20, 4), be(1, 4), data(1, 'Home')));
    const meta = box('meta', full('hdlr', 0, 0, zeros(4), 'mdta', zeros(13)), keys, list);
    const plain = box('udta', box('\xa9nam', be(4, 2), be(0, 2), 'Plum'), full('titl', 0, 0, be(0x55c4, 2), 'Pear\0'));
    expect(movie(meta, plain).tags[0]?.entries).toEqual([
      ['\xa9nam', ['Plum']],
      ['titl', ['Pear']],
      ['com.apple.quicktime.title', ['Home']],
    ]);
  });
});

describe('MP4 chapters', () => {
  const texts = ['One', 'Zwölf'].map((text) => join(be(Buffer.byteLength(text), 2), Buffer.from(text)));
  const sound = (...more: readonly Piece[]) => track({ handler: 'soun', entry: soundEntry('mp4a', 2, 48_000), more });
  const toChapters = box('tref', box('chap', be(7, 4)));
  const chapterTrack = (offset: number) => {
    const chunks = full('stco', 0, 0, be(2, 4), be(offset, 4), be(offset + (texts[0]?.length ?? 0), 4));
    const tables = [mp4.times([1, 1500], [1, 58_500]), mp4.sizes(...texts.map((text) => text.length))];
    const runs = full('stsc', 0, 0, be(1, 4), be(1, 4), be(1, 4), be(1, 4));
    return track({ id: 7, handler: 'text', entry: box('text', zeros(8)), tables: [...tables, runs, chunks] });
  };
  const nero = (...list: readonly (readonly [number, string])[]) =>
    box(
      'udta',
      full(
        'chpl',
        1,
        0,
        zeros(4),
        be(list.length, 1),
        ...list.map(([at, title]) => join(be(at * 1e7, 8), be(title.length, 1), title)),
      ),
    );

  it('are a track of texts, which is no subtitle', () => {
    const start = mp4.FTYP.length + 8;
    const reading = read(
      mp4.FTYP,
      box('mdat', ...texts),
      box('moov', mp4.movieHeader(60), sound(toChapters), chapterTrack(start)),
    );
    expect(reading.subtitles).toEqual([]);
    expect(reading.chapters).toEqual([
      { start: 0, end: 1.5, title: 'One' },
      { start: 1.5, end: 60, title: 'Zwölf' },
    ]);
  });

  it("are Nero's list where there is one", () => {
    const reading = movie(sound(toChapters), chapterTrack(0), nero([0, 'Intro'], [10, 'Main']));
    expect(reading.chapters).toEqual([
      { start: 0, end: 10, title: 'Intro' },
      { start: 10, end: 60, title: 'Main' },
    ]);
  });

  it('leave a track of texts that nothing refers to a subtitle', () => {
    expect(movie(sound(), chapterTrack(0))).toMatchObject({ subtitles: [{ codec: 'mov_text' }], chapters: [] });
  });
});

describe('fragmented MP4', () => {
  const extension = (...more: readonly Piece[]) =>
    box('mvex', ...more, full('trex', 0, 0, be(1, 4), be(1, 4), be(40, 4), zeros(8)));
  const video = track({ handler: 'vide', entry: visualEntry('avc1', 640, 360), duration: 0 });
  const head = (...more: readonly Piece[]) =>
    join(mp4.FTYP, box('moov', mp4.movieHeader(0), video, extension(...more)));
  const samples = Array.from({ length: 50 }, () => 40);
  const parts = (size: number, count: number) =>
    Array.from({ length: count }, (_, index) => join(mp4.fragment(1, index * 2000, samples), box('mdat', zeros(size))));

  it('has the duration of its last fragment and the frame rate of its first', () => {
    const reading = read(head(), ...parts(1000, 5));
    expect(reading).toMatchObject({ duration: 10, video: [{ codec: 'h264', frameRate: 25 }], truncated: false });
  });

  it('has the duration that its header says', () => {
    expect(read(head(full('mehd', 0, 0, be(7500, 4))), ...parts(10, 1)).duration).toBe(7.5);
  });

  it('is measured by the index of its segments', () => {
    const bodies = parts(1000, 4);
    const references = bodies.flatMap((body) => [be(body.length, 4), be(2000, 4), be(0, 4)]);
    const index = full('sidx', 0, 0, be(1, 4), be(1000, 4), be(0, 4), be(0, 4), be(0, 2), be(4, 2), ...references);
    expect(read(head(), index, ...bodies).duration).toBe(8);
  });

  it('is measured by the index of its fragments, in few reads', () => {
    const bodies = parts(400_000, 20);
    const start = head().length + join(...bodies.slice(0, 19)).length;
    const entry = [be(38_000, 4), be(start, 4), be(1, 1), be(1, 1), be(1, 1)];
    const table = full('tfra', 0, 0, be(1, 4), be(0, 4), be(1, 4), ...entry);
    const index = box('mfra', table, full('mfro', 0, 0, be(8 + table.length + 16, 4)));
    const window = countedWindow(join(head(), ...bodies, index));
    expect(readMp4(window)?.duration).toBe(40);
    expect(window.reads).toBeLessThanOrEqual(6);
    expect(window.bytes).toBeLessThanOrEqual(128 * 1024);
  });

  it('is measured without any index, whether its fragments are few or many', () => {
    expect(read(head(), ...parts(100_000, 20)).duration).toBe(40);
    expect(read(head(), ...parts(2000, 500)).duration).toBe(1000);
  });
});

describe('the layout of an MP4 file', () => {
  it('finds the header of a film at the end, without its tables', () => {
    const many = full('stsz', 0, 0, be(0, 4), be(40_000, 4), zeros(160_000));
    const tables = [mp4.times([40_000, 40]), many, full('stco', 0, 0, be(40_000, 4), zeros(160_000))];
    const video = track({ handler: 'vide', entry: visualEntry('avc1', 640, 360), tables });
    const header = box('moov', mp4.movieHeader(1600), video, mp4.tagList(box('\xa9nam', data(1, 'Film'))));
    const window = countedWindow(join(mp4.FTYP, box('mdat', zeros(2_000_000)), header));
    expect(readMp4(window)).toMatchObject({ video: [{ frameRate: 25 }], tags: [{ entries: [['\xa9nam', ['Film']]] }] });
    expect(header.length).toBeGreaterThan(320_000);
    expect(window.bytes).toBeLessThanOrEqual(160 * 1024);
  });

  it('takes sizes of 64 bits and up to the end of the file', () => {
    const video = track({ handler: 'vide', entry: visualEntry('avc1', 640, 360) });
    const long = join(be(1, 4), 'mdat', be(16 + 50, 8), zeros(50));
    const last = join(be(0, 4), 'mdat', zeros(50));
    expect(read(mp4.FTYP, long, box('moov', mp4.movieHeader(9), video), last)).toMatchObject({
      duration: 9,
      video: [{ width: 640 }],
      truncated: false,
    });
  });

  it('knows a file that is cut short', () => {
    const whole = makeVideo({ container: 'mp4', width: 640, height: 360, seconds: 60 });
    expect(read(whole.subarray(0, whole.length - 60))).toMatchObject({ truncated: true, video: [{ width: 640 }] });
    expect(read(mp4.FTYP, be(5000, 4), 'mdat', zeros(100))).toMatchObject({
      truncated: true,
      video: [],
      notes: ['no moov'],
    });
  });

  it('is not MP4 without a known box', () => {
    expect(readMp4(memoryWindow(Buffer.from('RIFF0000AVI LIST')))).toBeUndefined();
    expect(readMp4(memoryWindow(Buffer.alloc(0)))).toBeUndefined();
  });
});
