import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { be, join, le } from '../../support/media/bytes.ts';
import { id3Frame, id3Tag, id3Text, id3v1, syncsafe } from '../../support/media/id3.ts';
import { makeAudio } from '../../support/media-files.ts';
import { readingOf, tagsIn } from './reading.ts';

const sound = makeAudio({ format: 'mp3', seconds: 3 });
const ours = { title: 'My Song', artist: 'My Band', album: 'My Album', track: 3, trackTotal: 9 };
const frames = (version: 3 | 4): readonly Buffer[] => [
  id3Text(version, 'TIT2', 'My Song'),
  id3Text(version, 'TPE1', 'My Band'),
  id3Text(version, 'TALB', 'My Album'),
  id3Text(version, 'TRCK', '3/9'),
];
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Buffer => utf16(text).swap16();

describe('one odd frame costs no other', () => {
  it('empty UFID', () => {
    const mp3 = join(
      id3Tag({ version: 4, frames: [...frames(4), id3Frame(4, 'UFID', 'http://musicbrainz.org\0')] }),
      sound,
    );
    expect(tagsIn('mp3', mp3)).toMatchObject({ ...ours, ids: {} });
    expect(readingOf('mp3', mp3).notes).toEqual(['empty UFID frame']);
  });

  it('empty APIC', () => {
    const mp3 = join(id3Tag({ version: 3, frames: [id3Frame(3, 'APIC', Buffer.alloc(4)), ...frames(3)] }), sound);
    expect(tagsIn('mp3', mp3)).toMatchObject({ ...ours, hasPicture: false });
    expect(readingOf('mp3', mp3)).toMatchObject({ pictures: [], notes: ['empty APIC frame'] });
  });

  it.each([
    ['frame of no bytes', id3Frame(3, 'TENC', ''), 'empty TENC frame'],
    ['bytes that are no frame', join('....', be(5, 4), be(0, 2), 'xxxxx'), 'bytes between frames that are no frame'],
    ['frame longer than the tag', join('TCOM', be(70_000, 4), be(0, 2), '\0Nobody'), 'TCOM frame longer than its tag'],
  ])('%s', (_, odd, note) => {
    const mp3 = join(id3Tag({ version: 3, frames: [odd, ...frames(3)] }), sound);
    expect(tagsIn('mp3', mp3)).toMatchObject(ours);
    expect(readingOf('mp3', mp3).notes).toEqual([note]);
  });

  it('encrypted frame, and one that cannot be unpacked', () => {
    const odd = [id3Frame(4, 'TCOM', '\x01secret', 0x04), id3Frame(4, 'TEXT', join(syncsafe(9), 'no zlib'), 0x09)];
    const mp3 = join(id3Tag({ version: 4, frames: [...odd, ...frames(4)] }), sound);
    expect(tagsIn('mp3', mp3)).toMatchObject(ours);
    expect(readingOf('mp3', mp3).notes).toEqual(['encrypted TCOM frame', 'TEXT frame that cannot be unpacked']);
  });
});

describe('text', () => {
  it('UTF-16 without a byte order mark is little-endian', () => {
    const all = ['TIT2 My Song', 'TPE1 My Band', 'TALB My Album', 'TRCK 3/9'];
    const bare = all.map((line) => id3Frame(3, line.slice(0, 4), join('\x01', utf16(line.slice(5)))));
    expect(tagsIn('mp3', join(id3Tag({ version: 3, frames: bare }), sound))).toMatchObject(ours);
  });

  it.each([
    ['Latin-1', join('\0', 'T\xeftle')],
    ['UTF-8 in place of Latin-1', join('\0', Buffer.from('Tïtle'))],
    ['UTF-8', join('\x03', Buffer.from('Tïtle'), '\0\0')],
    ['UTF-16 with a mark', join('\x01\xff\xfe', utf16('Tïtle'))],
    ['big-endian UTF-16 with a mark', join('\x01\xfe\xff', utf16be('Tïtle'))],
    ['big-endian UTF-16 without a mark', join('\x02', utf16be('Tïtle'))],
    ['UTF-16 that is big-endian against its word', join('\x01', utf16be('Tïtle'))],
    ['Latin-1 in place of UTF-8', join('\x03', 'T\xeftle')],
    ['without an encoding', join('T\xeftle')],
  ])('%s', (_, content) => {
    const mp3 = join(id3Tag({ version: 4, frames: [id3Frame(4, 'TIT2', content)] }), sound);
    expect(tagsIn('mp3', mp3).title).toBe('Tïtle');
  });

  it('keeps quotes and dashes of Windows-1252', () => {
    const mp3 = join(id3Tag({ version: 3, frames: [id3Text(3, 'TIT2', 'Don\x92t \x96 Stop')] }), sound);
    expect(tagsIn('mp3', mp3).title).toBe('Don’t – Stop');
  });

  it('reads all values of a frame', () => {
    const list = [
      id3Frame(4, 'TPE1', join('\x03', 'Ann\0Bob\0')),
      id3Frame(
        4,
        'TXXX',
        join('\x01', '\xff\xfe', utf16('ARTISTS\0'), '\xff\xfe', utf16('Ann\0'), '\xff\xfe', utf16('Bob')),
      ),
      id3Frame(4, 'TCON', join('\x03', '17\0(18)\0Hip-Hop/Rap\0RX')),
    ];
    expect(tagsIn('mp3', join(id3Tag({ version: 4, frames: list }), sound))).toMatchObject({
      artist: 'Ann; Bob',
      artists: ['Ann', 'Bob'],
      genres: ['Rock', 'Techno', 'Hip-Hop/Rap', 'Remix'],
    });
  });
});

describe('genres', () => {
  it.each([
    ['(17)Rock', ['Rock']],
    ['(17)', ['Rock']],
    ['17', ['Rock']],
    ['Hip-Hop/Rap', ['Hip-Hop/Rap']],
    ['(4)Eurodisco', ['Disco', 'Eurodisco']],
    ['(51)(39)', ['Techno-Industrial', 'Noise']],
    ['((Live) Rock', ['(Live) Rock']],
    ['(250)', []],
    ['Rock; Pop', ['Rock', 'Pop']],
    ['1980s', ['1980s']],
  ])('%s', (text, genres) => {
    const list = [id3Text(3, 'TIT2', 'T'), id3Text(3, 'TCON', text)];
    expect(tagsIn('mp3', join(id3Tag({ version: 3, frames: list }), sound)).genres).toEqual(genres);
  });
});

describe('versions and forms of tags', () => {
  it('names of ID3v2.2 within ID3v2.3', () => {
    const old = [id3Text(3, 'TP1\0', 'My Band'), id3Text(3, 'TAL\0', 'My Album'), id3Text(3, 'TIT2', 'My Song')];
    expect(tagsIn('mp3', join(id3Tag({ version: 3, frames: old }), sound))).toMatchObject({
      title: 'My Song',
      artist: 'My Band',
      album: 'My Album',
    });
  });

  it('ID3v2.2 with a picture and a free text', () => {
    const old = [
      id3Text(2, 'TT2', 'My Song'),
      id3Frame(2, 'PIC', join('\0JPG\x03\0', Buffer.alloc(50, 1))),
      id3Frame(2, 'TXX', join('\0', 'MusicBrainz Album Id\0', '00000001-39f7-470e-963a-56509c546377')),
      id3Text(2, 'TYE', '1990'),
      id3Text(2, 'TDA', '2409'),
    ];
    const mp3 = join(id3Tag({ version: 2, frames: old }), sound);
    expect(tagsIn('mp3', mp3)).toMatchObject({
      title: 'My Song',
      date: '1990-09-24',
      ids: { 'musicbrainz-release': '00000001-39f7-470e-963a-56509c546377' },
    });
    expect(readingOf('mp3', mp3).pictures).toEqual([{ type: 3, mime: 'image/jpeg', length: 50 }]);
  });

  it.each([2, 3] as const)('unsynchronised ID3v2.%i, with a picture between the frames', (version) => {
    const text = (old: string, id: string, value: string): Buffer => id3Text(version, version === 2 ? old : id, value);
    const bytes = Buffer.alloc(200_000).map((_, index) => (index % 3 === 0 ? 0xff : index % 3 === 1 ? 0 : 0xe0));
    const head = version === 2 ? '\0JPG\x03\0' : '\0image/jpeg\0\x03\0';
    const picture = id3Frame(version, version === 2 ? 'PIC' : 'APIC', join(head, bytes));
    const plain = join(text('TT2', 'TIT2', 'My Song'), picture, text('TP1', 'TPE1', 'M\xff\xfe Band'));
    const stuffed = Buffer.from(plain.toString('latin1').replaceAll(/\xff(?=[\0\xe0-\xff])/g, '\xff\0'), 'latin1');
    const mp3 = join(id3Tag({ version, flags: 0x80, frames: [stuffed] }), sound);
    expect(tagsIn('mp3', mp3)).toMatchObject({ title: 'My Song', artist: 'Mÿþ Band' });
    expect(readingOf('mp3', mp3).pictures).toEqual([{ type: 3, mime: 'image/jpeg', length: 200_000 }]);
  });

  it('unsynchronised and compressed frames of ID3v2.4, with lengths of their data', () => {
    const list = [
      id3Frame(4, 'TIT2', join('\0', '\xff\0\xe0 Song'), 0x02),
      id3Frame(4, 'TPE1', join(syncsafe(8), deflateSync(join('\0', 'My Band'))), 0x09),
      id3Frame(4, 'TALB', join('\x07', '\0My Album'), 0x40),
    ];
    expect(tagsIn('mp3', join(id3Tag({ version: 4, frames: list }), sound))).toMatchObject({
      title: 'ÿà Song',
      artist: 'My Band',
      album: 'My Album',
    });
  });

  it('unpacks no more than a text may have', () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, 0x41));
    const list = [id3Frame(4, 'TIT2', join(syncsafe(8), bomb), 0x09), ...frames(4).slice(1)];
    const mp3 = join(id3Tag({ version: 4, frames: list }), sound);
    expect(tagsIn('mp3', mp3)).toMatchObject({ artist: 'My Band' });
    expect(readingOf('mp3', mp3).notes).toEqual(['TIT2 frame that cannot be unpacked']);
  });

  it.each([
    ['ID3v2.3', 3, 0x40, join(be(6, 4), be(0, 6))],
    ['ID3v2.4', 4, 0x40, join(syncsafe(6), '\x01\0')],
    ['ID3v2.3 that says so but has none', 3, 0x40, ''],
  ] as const)('extended header of %s', (_, version, flags, extended) => {
    expect(
      tagsIn('mp3', join(id3Tag({ version, flags, frames: [extended, ...frames(version)] }), sound)),
    ).toMatchObject(ours);
  });

  it.each([
    ['ID3v2.4 with sizes of ID3v2.3', 4, 3],
    ['ID3v2.3 with sizes of ID3v2.4', 3, 4],
  ] as const)('%s', (_, version, written) => {
    const list = [id3Text(written, 'TCOM', 'x'.repeat(300)), ...frames(written)];
    expect(tagsIn('mp3', join(id3Tag({ version, frames: list, padding: 20 }), sound))).toMatchObject(ours);
  });

  it('size of the tag as a plain number', () => {
    const tag = id3Tag({ version: 3, frames: [...frames(3), id3Text(3, 'TCOM', 'x'.repeat(300))] });
    be(tag.length - 10, 4).copy(tag, 6);
    const reading = readingOf('mp3', join(tag, sound));
    expect(tagsIn('mp3', join(tag, sound))).toMatchObject({ ...ours, composer: 'x'.repeat(300) });
    expect(reading.notes).toEqual([]);
  });

  it('several tags in a row, one with a footer, and one at the end', () => {
    const first = id3Tag({ version: 4, flags: 0x10, frames: [id3Text(4, 'TIT2', 'My Song')] });
    const second = id3Tag({ version: 3, frames: [id3Text(3, 'TIT2', 'Other'), id3Text(3, 'TPE1', 'My Band')] });
    const last = id3Tag({ version: 4, flags: 0x10, frames: [id3Text(4, 'TALB', 'My Album')] });
    const mp3 = join(first, second, sound, last, id3v1({ title: 'My So', track: 3 }));
    expect(tagsIn('mp3', mp3)).toMatchObject({ title: 'My Song', artist: 'My Band', album: 'My Album', track: 3 });
    expect(readingOf('mp3', mp3)).toMatchObject({ duration: 3.004, notes: [] });
  });

  it('tags without any sound', () => {
    expect(readingOf('mp3', id3Tag({ version: 3, frames: frames(3) }))).toMatchObject({
      audio: [],
      notes: ['no MPEG audio frame'],
    });
  });

  it('ID3v1 fills what no other tag has', () => {
    const mp3 = join(
      id3Tag({ version: 3, frames: [id3Text(3, 'TIT2', 'My Song, whose title is longer than thirty bytes')] }),
      sound,
      id3v1({ title: 'My Song, whose title is longer', artist: 'My Band', album: 'My Album', genre: 17, track: 3 }),
    );
    expect(tagsIn('mp3', mp3)).toMatchObject({
      title: 'My Song, whose title is longer than thirty bytes',
      artist: 'My Band',
      album: 'My Album',
      genres: ['Rock'],
      track: 3,
      origin: 'id3v2',
    });
  });

  it('UTF-8 in ID3v1, cut within a character', () => {
    const long = Buffer.from('Песня о былом далёком').subarray(0, 30);
    const mp3 = join(sound, id3v1({ title: long, genre: 12 }));
    expect(long.toString()).toMatch(/\ufffd$/);
    expect(tagsIn('mp3', mp3)).toMatchObject({
      title: long.toString().replace('\ufffd', ''),
      genres: [],
      origin: 'id3v1',
    });
  });
});

describe('frames of their own kind', () => {
  it('reads people, ratings, comments, lyrics, links, movements', () => {
    const list = [
      id3Frame(4, 'TIPL', join('\x03', 'producer\0Ann\0DJ-mix\0Bob\0engineer\0Cid')),
      id3Frame(4, 'TMCL', join('\x03', 'guitar\0Dan (the man)\0vocals\0Eve')),
      id3Frame(4, 'POPM', join('Windows Media Player 9 Series\0', be(196, 1), be(3, 4))),
      id3Frame(4, 'COMM', join('\x03eng', 'iTunNORM\0', '0000')),
      id3Frame(4, 'COMM', join('\x03eng', '\0', 'A comment')),
      id3Frame(4, 'USLT', join('\x01eng', '\xff\xfe\0\0', '\xff\xfe', utf16('la\nla'))),
      id3Text(4, 'MVIN', '2/4'),
      id3Text(4, 'MVNM', 'Allegro'),
      id3Text(4, 'TIT1', 'Work'),
      id3Text(4, 'GRP1', 'Group'),
      id3Frame(4, 'WOAR', 'https://example.org\0'),
      id3Frame(4, 'TXXX', join('\0', 'replaygain_track_gain\0-7.25 dB')),
      id3Frame(4, 'UFID', join('http://musicbrainz.org\0', '00000002-39f7-470e-963a-56509c546377')),
    ];
    expect(tagsIn('mp3', join(id3Tag({ version: 4, frames: list }), sound))).toMatchObject({
      producers: ['Ann'],
      djMixers: ['Bob'],
      engineers: ['Cid'],
      performers: [
        { name: 'Dan (the man)', instrument: 'guitar' },
        { name: 'Eve', instrument: 'vocals' },
      ],
      rating: 80,
      comment: 'A comment',
      lyrics: 'la\nla',
      movement: 'Allegro',
      movementNumber: 2,
      movementTotal: 4,
      work: 'Work',
      grouping: 'Group',
      website: 'https://example.org',
      replayGain: { trackGain: -7.25 },
      ids: { 'musicbrainz-recording': '00000002-39f7-470e-963a-56509c546377' },
    });
  });

  it('divides artists of ID3v2.3 only where their ids tell how many there are', () => {
    const ids = (...digits: readonly string[]): string =>
      digits.map((digit) => `${digit.repeat(8)}-39f7-470e-963a-56509c546377`).join('/');
    const artists = (names: string, ...digits: readonly string[]): readonly string[] => {
      const list = [
        id3Frame(3, 'TXXX', join('\0', 'Artists\0', names)),
        id3Frame(3, 'TXXX', join('\0', 'MusicBrainz Artist Id\0', ids(...digits))),
      ];
      return tagsIn('mp3', join(id3Tag({ version: 3, frames: list }), sound)).artists;
    };
    expect(artists('AC/DC', '1')).toEqual(['AC/DC']);
    expect(artists('Ann/Bob', '1', '2')).toEqual(['Ann', 'Bob']);
    expect(artists('AC/DC/Bob', '1', '2')).toEqual(['AC/DC/Bob']);
    expect(artists('AC/DC; Bob', '1', '2')).toEqual(['AC', 'DC; Bob']);
  });

  it('reads chapters, and lyrics with times', () => {
    const chapter = (id: string, start: number, title: string): Buffer =>
      id3Frame(
        4,
        'CHAP',
        join(
          id,
          '\0',
          be(start, 4),
          be(start + 1000, 4),
          be(0xffffffff, 4),
          be(0xffffffff, 4),
          id3Text(4, 'TIT2', title),
        ),
      );
    const lyrics = join('\x03eng', '\x02\x01', 'x\0', 'la\0', be(500, 4), 'lo\0', be(61_250, 4));
    const list = [chapter('c1', 0, 'One'), chapter('c2', 1000, 'Two'), id3Frame(4, 'SYLT', lyrics)];
    const mp3 = join(id3Tag({ version: 4, frames: list }), sound);
    expect(readingOf('mp3', mp3).chapters).toEqual([
      { start: 0, end: 1, title: 'One' },
      { start: 1, end: 2, title: 'Two' },
    ]);
    expect(tagsIn('mp3', mp3).lyrics).toBe('[00:00.50]la\n[01:01.25]lo');
  });
});

describe('APE tags on MP3', () => {
  it('reads them before ID3v1 and behind Lyrics3, with a cover that is only counted', () => {
    const item = (key: string, value: Buffer, kind = 0): Buffer =>
      join(le(value.length, 4), le(kind << 1, 4), key, '\0', value);
    const items = join(
      item('Title', Buffer.from('My Song')),
      item('Cover Art (Front)', join('cover.jpg\0', Buffer.alloc(300)), 1),
      item('Artist', Buffer.from('Ann\0Bob')),
    );
    const edge = (flags: number): Buffer =>
      join('APETAGEX', le(2000, 4), le(items.length + 32, 4), le(3, 4), le(flags, 4), le(0, 8));
    const lyrics = join('LYRICSBEGIN', 'IND0000200', '000021LYRICS200');
    const mp3 = join(sound, edge(0xa0000000), items, edge(0x80000000), lyrics, id3v1({ album: 'My Album' }));
    expect(tagsIn('mp3', mp3)).toMatchObject({
      title: 'My Song',
      artists: ['Ann', 'Bob'],
      album: 'My Album',
      origin: 'ape',
    });
    expect(readingOf('mp3', mp3)).toMatchObject({ pictures: [{ type: 3, length: 300 }], duration: 3.004 });
  });
});
