import { describe, expect, it } from 'vitest';
import { readMatroska } from '../../../src/media/formats/matroska/read-matroska.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { be, join, le, type Piece } from '../../support/media/bytes.ts';
import { countedWindow } from '../../support/media/counted-window.ts';
import { avcConfiguration, h264Picture } from '../../support/media/h264.ts';
import { element } from '../../support/media/matroska.ts';
import * as mkv from '../../support/media/matroska-elements.ts';
import { makeVideo } from '../../support/media-files.ts';

const { uint, track } = mkv;

function read(...pieces: readonly Piece[]) {
  const reading = readMatroska(memoryWindow(join(...pieces)));
  if (reading === undefined) throw new Error('not read');
  return reading;
}

/** A segment with these elements before its first cluster. */
function file(...parts: readonly Piece[]) {
  return read(mkv.head(), element(mkv.SEGMENT, ...parts, element(mkv.CLUSTER, uint(0xe7, 0))));
}

function tracks(...entries: readonly Piece[]) {
  return file(mkv.info(60), element(mkv.TRACKS, ...entries));
}

describe('Matroska tracks', () => {
  it('have languages with region, titles and all flags', () => {
    const { audio, subtitles } = tracks(
      track(2, 'A_EAC3', element(0x536e, Buffer.from('Überton')), element(0x22b59c, 'ger'), uint(0x55ae, 1)),
      track(2, 'A_AC3', element(0x22b59c, 'por'), element(0x22b59d, 'pt-BR'), uint(0x55af, 1), uint(0x88, 0)),
      track(2, 'A_AC3', element(0x22b59c, 'und'), uint(0x55ac, 1), uint(0x55ae, 0)),
      track(17, 'S_HDMV/PGS', element(0x22b59d, 'zh-Hant'), uint(0x55aa, 1), uint(0x55ab, 1)),
      track(17, 'S_TEXT/ASS', uint(0x88, 0)),
    );
    expect(audio).toEqual([
      { codec: 'eac3', channels: 1, sampleRate: 8000, language: 'de', title: 'Überton', default: true, original: true },
      { codec: 'ac3', channels: 1, sampleRate: 8000, language: 'pt-BR', commentary: true },
      { codec: 'ac3', channels: 1, sampleRate: 8000, default: true, visualImpaired: true, original: false },
    ]);
    expect(subtitles).toEqual([
      { codec: 'pgs', language: 'zh-Hant', default: true, forced: true, hearingImpaired: true },
      // Absence of a language means English.
      { codec: 'ass', language: 'en' },
    ]);
  });

  it('have the codec of Video for Windows and of ACM', () => {
    const header = join(le(40, 4), le(640, 4), le(360, 4), le(1, 2), le(24, 2), 'XVID', Buffer.alloc(20));
    const wave = join(le(0x55, 2), le(2, 2), le(44100, 4), le(16000, 4), le(1, 2), le(0, 2));
    const { video, audio } = tracks(
      track(1, 'V_MS/VFW/FOURCC', element(0x63a2, header), element(0xe0, uint(0xb0, 640), uint(0xba, 360))),
      track(2, 'A_MS/ACM', element(0x63a2, wave), element(0xe1, mkv.real(0xb5, 44100), uint(0x9f, 2))),
    );
    expect(video).toEqual([{ codec: 'mpeg4', width: 640, height: 360, language: 'en', default: true }]);
    expect(audio).toEqual([{ codec: 'mp3', channels: 2, sampleRate: 44100, language: 'en', default: true }]);
  });

  it.each([
    ['A_TRUEHD', 'TrueHD Atmos 7.1', true],
    ['A_EAC3', 'Dolby Digital Plus (Atmos)', true],
    ['A_TRUEHD', 'TrueHD 7.1', undefined],
    ['A_DTS', 'Atmos', undefined],
    ['A_AAC', 'atmospheric', undefined],
  ])('%s called %s: Atmos %s', (codec, name, atmos) => {
    expect(tracks(track(2, codec, element(0x536e, name))).audio[0]?.atmos).toBe(atmos);
  });

  it('have frame rate, profile and bit depth', () => {
    const picture = avcConfiguration(h264Picture(1920, 800));
    const [video] = tracks(
      track(
        1,
        'V_MPEG4/ISO/AVC',
        element(0x63a2, picture),
        uint(0x23e383, 41708333),
        element(0xe0, uint(0xb0, 1920), uint(0xba, 800)),
      ),
    ).video;
    expect(video).toMatchObject({ codec: 'h264', profile: 'Main', bitDepth: 8, frameRate: 23.976, height: 800 });
  });
});

describe('HDR in Matroska', () => {
  const colour = (transfer: number, ...more: readonly Piece[]) => element(0x55b0, uint(0x55ba, transfer), ...more);
  const mapping = (type: Piece, ...more: readonly Piece[]) => element(0x41e4, element(0x41e7, type), ...more);

  it('is HDR10 with the brightness of content and display', () => {
    const display = element(0x55d0, mkv.real(0x55d9, 1000), mkv.real(0x55da, 0.0001));
    const [video] = tracks(
      mkv.video('V_MPEGH/ISO/HEVC', colour(16, uint(0x55bc, 900), uint(0x55bd, 300), display)),
    ).video;
    const brightness = { maxCll: 900, maxFall: 300, masteringMax: 1000, masteringMin: 0.0001 };
    expect(video).toMatchObject({ hdr: 'hdr10', ...brightness });
  });

  it('is HLG, or none', () => {
    expect(tracks(mkv.video('V_VP9', colour(18))).video[0]?.hdr).toBe('hlg');
    expect(tracks(mkv.video('V_VP9', colour(1))).video[0]?.hdr).toBeUndefined();
  });

  it('is HDR10+ where messages of that kind are announced', () => {
    const entry = track(1, 'V_VP9', element(0xe0, uint(0xb0, 16), colour(16)), mapping(be(4, 1)));
    expect(tracks(entry).video[0]?.hdr).toBe('hdr10plus');
  });

  it('is Dolby Vision with profile, level and compatibility', () => {
    // Profile 8, level 6, RPU and base layer present, compatible with HDR10.
    const configuration = join(be(1, 1), be(0, 1), be((8 << 9) | (6 << 3) | 5, 2), be(0x10, 1), Buffer.alloc(19));
    const entry = track(
      1,
      'V_MPEGH/ISO/HEVC',
      element(0xe0, uint(0xb0, 16), colour(16)),
      mapping('dvvC', element(0x41ed, configuration)),
    );
    expect(tracks(entry).video[0]).toMatchObject({
      hdr: 'dolbyvision',
      dolbyVisionProfile: 8,
      dolbyVisionLevel: 6,
      dolbyVisionCompatibility: 1,
    });
    const short = track(1, 'V_MPEGH/ISO/HEVC', element(0xe0, uint(0xb0, 16)), mapping('dvcC'));
    expect(tracks(short).video[0]).toEqual({
      codec: 'hevc',
      width: 16,
      hdr: 'dolbyvision',
      language: 'en',
      default: true,
    });
  });
});

describe('Matroska chapters and tags', () => {
  it('reads the default edition, without hidden chapters', () => {
    const other = element(0x45b9, mkv.chapter(0, 'Other'));
    const chosen = element(
      0x45b9,
      uint(0x45db, 1),
      mkv.chapter(0, 'One', uint(0x92, 1.5e9)),
      mkv.chapter(1.5, 'Hidden', uint(0x98, 1)),
      mkv.chapter(2, 'Two'),
    );
    expect(file(element(mkv.CHAPTERS, other, chosen)).chapters).toEqual([
      { start: 0, end: 1.5, title: 'One' },
      { start: 2, title: 'Two' },
    ]);
  });

  it('keys tags by level and name, with the title of the segment, without those of single tracks', () => {
    const tags = element(
      mkv.TAGS,
      element(0x7373, element(0x63c0), mkv.simpleTag('TMDB', 'movie/603'), mkv.simpleTag('ARTIST', 'Ann')),
      element(0x7373, mkv.simpleTag('ARTIST', 'Bob', mkv.simpleTag('SORT_WITH', 'Bobby'))),
      element(0x7373, element(0x63c0, uint(0x68ca, 70)), mkv.simpleTag('TITLE', 'Show')),
      element(0x7373, element(0x63c0, uint(0x63c5, 7)), mkv.simpleTag('BPS', '1000')),
    );
    const { tags: blocks } = file(mkv.info(1, element(0x7ba9, Buffer.from('Kästchen'))), tags);
    expect(blocks).toEqual([
      {
        origin: 'matroska',
        entries: [
          ['TITLE', ['Kästchen']],
          ['50/TMDB', ['movie/603']],
          ['50/ARTIST', ['Ann', 'Bob']],
          ['50/ARTIST/SORT_WITH', ['Bobby']],
          ['70/TITLE', ['Show']],
        ],
      },
    ]);
  });

  it('finds pictures among the attached files', () => {
    const attached = (name: string, mime: string, length: number) =>
      element(0x61a7, element(0x466e, name), element(0x4660, mime), element(0x465c, Buffer.alloc(length)));
    const all = [
      attached('a.ttf', 'font/ttf', 99),
      attached('cover.jpg', 'image/jpeg', 12),
      attached('x.png', 'image/png', 3),
    ];
    expect(file(element(mkv.ATTACHMENTS, ...all)).pictures).toEqual([
      { type: 3, mime: 'image/jpeg', length: 12 },
      { mime: 'image/png', length: 3 },
    ]);
  });
});

describe('the layout of a Matroska file', () => {
  const entry = element(mkv.TRACKS, mkv.video('V_VP9'));
  const padding = (bytes: number) => element(mkv.CLUSTER, Buffer.alloc(bytes));

  it('finds chapters and tags behind the clusters by the SeekHead, in few reads', () => {
    const seekHead = (chapters: number, tags: number) =>
      element(mkv.SEEK_HEAD, mkv.seek(mkv.CHAPTERS, chapters), mkv.seek(mkv.TAGS, tags));
    const chapters = element(mkv.CHAPTERS, element(0x45b9, mkv.chapter(0, 'One')));
    const tags = element(mkv.TAGS, element(0x7373, mkv.simpleTag('IMDB', 'tt0133093')));
    const before = join(mkv.info(60), entry, padding(3_000_000));
    const at = seekHead(0, 0).length + before.length;
    const bytes = join(mkv.head(), element(mkv.SEGMENT, seekHead(at, at + chapters.length), before, chapters, tags));
    const window = countedWindow(bytes);
    const reading = readMatroska(window);
    expect(reading?.chapters).toEqual([{ start: 0, title: 'One' }]);
    expect(reading?.tags[0]?.entries).toEqual([['50/IMDB', ['tt0133093']]]);
    expect(window.reads).toBeLessThanOrEqual(3);
    expect(window.bytes).toBeLessThanOrEqual(128 * 1024);
  });

  it('takes sizes that are not known, Void and CRC', () => {
    const nothing = join(element(0xec, Buffer.alloc(20)), element(0xbf, be(1, 4)));
    const live = read(mkv.head('webm'), mkv.open(mkv.SEGMENT, nothing, mkv.info(60), entry, mkv.open(mkv.CLUSTER)));
    expect(live).toMatchObject({ container: 'webm', duration: 60, video: [{ codec: 'vp9' }], truncated: false });
    const openTracks = mkv.open(mkv.TRACKS, nothing, mkv.video('V_VP9'));
    const parts = read(mkv.head(), mkv.open(mkv.SEGMENT, openTracks, mkv.info(60), mkv.open(mkv.CLUSTER)));
    expect(parts).toMatchObject({ duration: 60, video: [{ codec: 'vp9' }], notes: [] });
  });

  it('knows a file that is cut short, and one whose size was never written', () => {
    const whole = makeVideo({ container: 'mkv', width: 640, height: 360, seconds: 60 });
    expect(read(whole).truncated).toBe(false);
    const cut = read(whole.subarray(0, whole.length - 60));
    expect(cut).toMatchObject({ truncated: true, duration: 60, video: [{ codec: 'h264', width: 640 }] });
    const unfinished = join(mkv.head(), be(mkv.SEGMENT, 4), be(0x0100000000000000, 8), mkv.info(60), entry);
    expect(read(unfinished)).toMatchObject({ truncated: false, duration: 60, video: [{ codec: 'vp9' }] });
  });

  it('goes on behind an element that cannot be read', () => {
    const reading = file(mkv.info(60), Buffer.alloc(100), entry);
    expect(reading).toMatchObject({ duration: 60, video: [{ codec: 'vp9' }], notes: ['unreadable element'] });
  });

  it('keeps the tracks before one that ends behind its parent', () => {
    const odd = join(be(0xae, 1), be(0x4fff, 2), uint(0x83, 2));
    const reading = file(element(mkv.TRACKS, mkv.video('V_VP9'), odd));
    expect(reading).toMatchObject({ video: [{ codec: 'vp9' }], notes: ['unreadable element in Tracks'] });
  });

  it('is not Matroska without its first element', () => {
    expect(readMatroska(memoryWindow(Buffer.alloc(1000)))).toBeUndefined();
    expect(readMatroska(memoryWindow(Buffer.alloc(0)))).toBeUndefined();
  });
});
