import { describe, expect, it } from 'vitest';
import { AUDIO_READERS } from '../../../src/media/formats/audio.ts';
import { audioTagsOf } from '../../../src/media/tags/of-reading.ts';
import { asf } from '../../support/media/asf.ts';
import { chunk, riff } from '../../support/media/avi.ts';
import { be, join, le } from '../../support/media/bytes.ts';
import { dff, dsf } from '../../support/media/dsd.ts';
import { id3Tag, id3Text } from '../../support/media/id3.ts';
import { oggPage, oggStream } from '../../support/media/ogg-pages.ts';
import { flacPicture, vorbisComment } from '../../support/media/vorbis-comment.ts';
import { countingWindow, readingOf, tagsIn } from './reading.ts';

const ours = {
  title: 'MySong',
  artist: 'MyBand',
  album: 'MyAlbum',
  track: 3,
  trackTotal: 9,
  date: '2001',
  genres: ['Rock'],
};
const COMMENTS = ['TITLE=MySong', 'ARTIST=MyBand', 'ALBUM=MyAlbum', 'TRACKNUMBER=3/9', 'DATE=2001', 'GENRE=Rock'];
const frames = [
  id3Text(3, 'TIT2', 'MySong'),
  id3Text(3, 'TPE1', 'MyBand'),
  id3Text(3, 'TALB', 'MyAlbum'),
  id3Text(3, 'TRCK', '3/9'),
  id3Text(3, 'TYER', '2001'),
  id3Text(3, 'TCON', 'Rock'),
];
const STREAM_INFO = join(
  be(4096, 2),
  be(4096, 2),
  be(0, 6),
  Buffer.from('0ac440f0000158880000000000000000000000000000000000', 'hex'),
).subarray(0, 34);
const block = (type: number, body: Buffer, length = body.length): Buffer => join(be(type, 1), be(length, 3), body);
const opusHead = join('OpusHead', be(1, 1), be(2, 1), le(312, 2), le(48000, 4), le(0, 2), be(0, 1));
const vorbisHead = join('\x01vorbis', le(0, 4), be(2, 1), le(44100, 4), le(0, 12), be(0xb8, 1), be(1, 1));

describe('cases from bug reports', () => {
  it('riff.wav: IART is the artist, IPRD the album', () => {
    const list = [
      chunk('INAM', 'MySong\0'),
      chunk('IART', 'MyBand\0'),
      chunk('IPRD', 'MyAlbum\0'),
      chunk('IPRT', '3/9\0'),
      chunk('ICRD', '2001\0'),
      chunk('IGNR', 'Rock\0'),
    ];
    const format = chunk('fmt ', le(1, 2), le(1, 2), le(8000, 4), le(16000, 4), le(2, 2), le(16, 2));
    const wav = riff('WAVE', format, chunk('LIST', 'INFO', list), chunk('data', Buffer.alloc(32_000)));
    expect(tagsIn('wav', wav)).toMatchObject({ ...ours, origin: 'riff', duration: 2 });
    expect(tagsIn('wav', wav).albumArtist).toBeUndefined();
    expect(readingOf('wav', wav).audio).toEqual([{ codec: 'pcm', channels: 1, sampleRate: 8000, bitDepth: 16 }]);
  });

  it('sowt.aifc: AIFF-C with an ID3 tag', () => {
    const part = (id: string, body: Buffer): Buffer =>
      join(id, be(body.length, 4), body, Buffer.alloc(body.length % 2));
    const common = join(be(2, 2), be(88_200, 4), be(16, 2), be(0x400eac44, 4), be(0, 6), 'sowt', '\0\0');
    const body = join(
      'AIFC',
      part('FVER', be(0xa2805140, 4)),
      part('COMM', common),
      part('SSND', Buffer.alloc(100)),
      part('ID3 ', id3Tag({ version: 3, frames })),
    );
    const aiff = part('FORM', body);
    expect(tagsIn('aiff', aiff)).toMatchObject({ ...ours, origin: 'id3v2', duration: 2 });
    expect(readingOf('aiff', aiff).audio).toEqual([{ codec: 'pcm', channels: 2, sampleRate: 44100, bitDepth: 16 }]);
  });

  it('AIFF: NAME, AUTH and ANNO', () => {
    const part = (id: string, body: Buffer): Buffer =>
      join(id, be(body.length, 4), body, Buffer.alloc(body.length % 2));
    const common = join(be(1, 2), be(8000, 4), be(8, 2), be(0x400bfa00, 4), be(0, 6));
    const aiff = part(
      'FORM',
      join(
        'AIFF',
        part('COMM', common),
        part('NAME', Buffer.from('MySong')),
        part('AUTH', Buffer.from('MyBand')),
        part('ANNO', Buffer.from('Note')),
      ),
    );
    expect(tagsIn('aiff', aiff)).toMatchObject({
      title: 'MySong',
      artist: 'MyBand',
      comment: 'Note',
      origin: 'aiff',
      duration: 1,
    });
  });

  it('flac-in-ogg.oga', () => {
    const first = join('\x7fFLAC', be(0x0100, 2), be(2, 2), 'fLaC', block(0, STREAM_INFO));
    const packets = [first, block(4, vorbisComment(COMMENTS)), block(0x86, flacPicture(500)), Buffer.alloc(50)];
    const ogg = join(oggStream(7, packets, 88_200));
    expect(tagsIn('ogg', ogg)).toMatchObject({ ...ours, hasPicture: true, duration: 2 });
    expect(readingOf('ogg', ogg).audio).toEqual([{ codec: 'flac', channels: 1, sampleRate: 44100, bitDepth: 16 }]);
  });

  it('p.opus, o.ogg: the length without the samples that a player drops', () => {
    const opus = join(oggStream(7, [opusHead, join('OpusTags', vorbisComment(COMMENTS)), Buffer.alloc(50)], 96_312));
    expect(tagsIn('ogg', opus)).toMatchObject({ ...ours, duration: 2 });
    const vorbis = join(
      oggStream(7, [vorbisHead, join('\x03vorbis', vorbisComment(COMMENTS), '\x01'), Buffer.alloc(50)], 88_200),
    );
    expect(tagsIn('ogg', vorbis)).toMatchObject({ ...ours, duration: 2 });
  });

  it('p.wma: all values of an attribute, in the order of the objects', () => {
    const wma = asf({
      seconds: 2,
      prerollSeconds: 3.1,
      title: 'MySong',
      author: 'Ann',
      attributes: [
        ['date', '2001'],
        ['WM/Year', '2001-05-06'],
        ['WM/Genre', 'Rock'],
        ['WM/Barcode', '123'],
        ['WM/IsCompilation', '1'],
        ['MusicBrainz/Track Id', '00000001-39f7-470e-963a-56509c546377'],
      ],
      library: [
        ['Author', 'Bob'],
        ['WM/Genre', 'Pop'],
      ],
      picture: 3000,
    });
    expect(tagsIn('asf', wma)).toMatchObject({
      title: 'MySong',
      artists: ['Ann', 'Bob'],
      genres: ['Rock', 'Pop'],
      date: '2001-05-06',
      barcode: '123',
      compilation: true,
      ids: { 'musicbrainz-recording': '00000001-39f7-470e-963a-56509c546377' },
      duration: 2,
      hasPicture: true,
    });
    expect(readingOf('asf', wma)).toMatchObject({
      audio: [{ codec: 'wma', channels: 2, sampleRate: 44100 }],
      pictures: [{ type: 3, mime: 'image/jpeg', length: 3000 }],
    });
  });

  it.each([
    ['pt-BR', 'pt-BR'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
    ['en-us', 'en-US'],
  ])('WMA: the language %s keeps region and script', (said, language) => {
    const wish = { seconds: 2, prerollSeconds: 3, title: 'T', author: 'A', attributes: [], library: [] };
    expect(readingOf('asf', asf({ ...wish, language: said })).audio).toMatchObject([{ codec: 'wma', language }]);
  });

  it.each([
    ['before', true],
    ['behind', false],
  ])('picture-block-too-short.flac: the picture stands %s the tags', (_, isBefore) => {
    const picture = flacPicture(2000);
    const short = block(6, picture, picture.length - 1000);
    const comment = (type: number): Buffer => block(type, vorbisComment(COMMENTS));
    const parts = isBefore ? [short, comment(0x84)] : [comment(4), short, block(0x81, Buffer.alloc(10))];
    const flac = join('fLaC', block(0, STREAM_INFO), parts, be(0xfff8, 2), Buffer.alloc(50));
    expect(tagsIn('flac', flac)).toMatchObject({ ...ours, hasPicture: false, duration: 2 });
    expect(readingOf('flac', flac)).toMatchObject({ pictures: [], notes: ['PICTURE block with a wrong length'] });
  });

  it.each([
    [1, 255],
    [3, 255],
    [6, 255],
    [1, 16],
    [6, 16],
  ])(
    'cover of %i MB in Ogg, pages of %i segments: at most 512 KiB are read, wherever the cover stands',
    (megabytes, segments) => {
      const cover = `METADATA_BLOCK_PICTURE=${flacPicture(megabytes * 1_000_000).toString('base64')}`;
      const [title = '', ...rest] = COMMENTS;
      for (const comments of [
        [...COMMENTS, cover],
        [title, cover, ...rest],
      ]) {
        const packets = [vorbisHead, join('\x03vorbis', vorbisComment(comments)), Buffer.alloc(50)];
        const { window, counts } = countingWindow(join(oggStream(7, packets, 88_200, segments)));
        const reading = AUDIO_READERS.get('ogg')?.(window);
        const tags = reading === undefined ? undefined : audioTagsOf(reading);
        expect(tags).toMatchObject({ ...ours, hasPicture: true, duration: 2 });
        expect(reading?.pictures).toEqual([{ type: 3, mime: 'image/jpeg', length: megabytes * 1_000_000 }]);
        expect(counts.bytes).toBeLessThanOrEqual(512 * 1024);
        expect(counts.reads).toBeLessThanOrEqual(8);
      }
    },
  );

  it('cover in Ogg pages of many lengths: the file is read once', () => {
    const cover = `METADATA_BLOCK_PICTURE=${flacPicture(3_000_000).toString('base64')}`;
    const packet = join('\x03vorbis', vorbisComment([cover, ...COMMENTS]));
    const pages = oggStream(7, [vorbisHead, packet, Buffer.alloc(50)], 88_200, 16);
    // An empty page of another stream between the others, so that no two pages are as far from each other as their numbers say.
    const odd = oggPage({ serial: 9, sequence: 0, type: 0, granule: -1, lacing: [5], body: Buffer.alloc(5) });
    const ogg = join(pages.flatMap((page, index) => (index % 7 === 3 ? [page, odd] : [page])));
    const { window, counts } = countingWindow(ogg);
    const reading = AUDIO_READERS.get('ogg')?.(window);
    expect(reading === undefined ? undefined : audioTagsOf(reading)).toMatchObject({ ...ours, hasPicture: true });
    expect(counts.bytes).toBeLessThanOrEqual(ogg.length * 1.1 + 128 * 1024);
    expect(counts.reads).toBeLessThanOrEqual(20);
  });

  it('p.dsf: DSD with its ID3 tag at the end', () => {
    const bytes = dsf(5_644_800, id3Tag({ version: 3, frames }));
    expect(tagsIn('dsf', bytes)).toMatchObject({ ...ours, duration: 2 });
    expect(readingOf('dsf', bytes).audio).toEqual([{ codec: 'dsd', channels: 2, sampleRate: 2822400, bitDepth: 1 }]);
  });

  it('DSDIFF: title and artist, and an ID3 tag', () => {
    const tag = id3Tag({ version: 3, frames: frames.slice(2) });
    const bytes = dff(5_644_800, 'MySong', 'MyBand', join('ID3 ', be(tag.length, 8), tag));
    expect(tagsIn('dff', bytes)).toMatchObject({ ...ours, duration: 2 });
    expect(readingOf('dff', bytes).audio).toEqual([{ codec: 'dsd', channels: 2, sampleRate: 2822400, bitDepth: 1 }]);
  });
});

describe('Ogg streams', () => {
  const link = (serial: number, seconds: number): readonly Buffer[] =>
    oggStream(
      serial,
      [
        vorbisHead,
        join('\x03vorbis', vorbisComment(COMMENTS)),
        ...Array.from({ length: 40 }, () => Buffer.alloc(9000)),
      ],
      seconds * 44_100,
    );

  it('adds up the links of a recording', () => {
    expect(readingOf('ogg', join(link(1, 2), link(2, 5), link(3, 4))).duration).toBe(11);
  });

  it('reads Theora with Vorbis, Skeleton beside them, in one file', () => {
    const theora = join(
      '\x80theora',
      be(0x030201, 3),
      be(20, 2),
      be(15, 2),
      be(320, 3),
      be(240, 3),
      be(0, 2),
      be(25, 4),
      be(1, 4),
      be(0, 10),
      be(6 << 5, 2),
    );
    const video = oggStream(
      1,
      [theora, join('\x81theora', vorbisComment(['TITLE=Film'])), Buffer.alloc(99)],
      (50 << 6) + 10,
    );
    const sound = oggStream(
      2,
      [vorbisHead, join('\x03vorbis', vorbisComment(['LANGUAGE=deu'])), Buffer.alloc(99)],
      88_200,
    );
    const bones = oggStream(3, [join('fishead\0', Buffer.alloc(56)), Buffer.alloc(9)], 0);
    const heads = [video, sound, bones].map(([first = Buffer.alloc(0)]) => first);
    const rest = [video, sound, bones].flatMap(([, ...others]) => others);
    expect(readingOf('ogg', join(heads, rest))).toMatchObject({
      duration: 2.4,
      video: [{ codec: 'theora', width: 320, height: 240, frameRate: 25 }],
      audio: [{ codec: 'vorbis', channels: 2, sampleRate: 44100, language: 'de' }],
    });
  });

  it.each([
    ['pt-BR', 'pt-BR'],
    ['zh_hant', 'zh-Hant'],
    ['ger', 'de'],
  ])('keeps region and script of the language %s', (said, language) => {
    const tags = join('\x03vorbis', vorbisComment([`LANGUAGE=${said}`]));
    const sound = oggStream(1, [vorbisHead, tags, Buffer.alloc(99)], 88_200);
    // Kate: its type, then members that are of no interest here, 16 bytes of a language and 16 of a category.
    const kate = join('\x80kate\0\0\0', Buffer.alloc(24), said.padEnd(16, '\0'), 'SUB'.padEnd(16, '\0'));
    const words = oggStream(2, [kate, join('\x81kate\0\0\0', vorbisComment([])), Buffer.alloc(9)], 0);
    const [[head = Buffer.alloc(0), ...sounds], [other = Buffer.alloc(0), ...texts]] = [sound, words];
    const reading = readingOf('ogg', join(head, other, sounds, texts));
    expect(reading.audio).toMatchObject([{ codec: 'vorbis', language }]);
    expect(reading.subtitles).toEqual([{ codec: 'kate', language }]);
  });

  it('reads chapters and R128 gains from comments', () => {
    const comments = [
      'TITLE=T',
      'CHAPTER002=00:01:00.500',
      'CHAPTER001=00:00:00.000',
      'CHAPTER001NAME=One',
      'CHAPTER002NAME=Two',
      'R128_TRACK_GAIN=-1280',
      'RATING:a@example.org=0.6',
      'PERFORMER=Dan (guitar)',
    ];
    const ogg = join(oggStream(7, [opusHead, join('OpusTags', vorbisComment(comments)), Buffer.alloc(50)], 96_312));
    expect(readingOf('ogg', ogg).chapters).toEqual([
      { start: 0, title: 'One' },
      { start: 60.5, title: 'Two' },
    ]);
    expect(tagsIn('ogg', ogg)).toMatchObject({
      replayGain: { trackGain: 0 },
      rating: 60,
      performers: [{ name: 'Dan', instrument: 'guitar' }],
    });
  });

  it('keeps all tags where a comment has no name, or its length is wrong', () => {
    const odd = join(
      oggStream(7, [opusHead, join('OpusTags', vorbisComment(['no name', ...COMMENTS])), Buffer.alloc(50)], 96_312),
    );
    expect(tagsIn('ogg', odd)).toMatchObject(ours);
    const cut = vorbisComment([...COMMENTS, 'COMMENT=x']);
    cut.writeUInt32LE(900_000, cut.length - 13);
    const long = join(oggStream(7, [opusHead, join('OpusTags', cut), Buffer.alloc(50)], 96_312));
    expect(tagsIn('ogg', long)).toMatchObject(ours);
    expect(readingOf('ogg', long).notes).toEqual(['comment longer than its block']);
  });
});
