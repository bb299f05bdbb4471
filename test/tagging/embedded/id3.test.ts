import { describe, expect, it } from 'vitest';
import { FORMAT_READERS } from '../../../src/media/formats/readers.ts';
import { memoryWindow } from '../../../src/media/formats/window.ts';
import { readAllFrames } from '../../../src/tagging/embedded/id3/read-frames.ts';
import { noise } from '../../media/temporary.ts';
import { be, join, type Piece } from '../../support/media/bytes.ts';
import { EVERY_FIELD } from '../../support/media/every-field.ts';
import { type Id3Wish, id3Frame, id3Tag, id3Text, id3v1 } from '../../support/media/id3.ts';
import { makeAudio } from '../../support/media-files.ts';
import { changeOf, EVERY_CHANGE, edited, planned, tagsOf } from './sound-files.ts';

const sound = makeAudio({ format: 'mp3', seconds: 2 });
const TITLE = changeOf({ title: ['Títle'] });

function mp3(wish: Id3Wish, ...behind: readonly Piece[]): Buffer {
  return join(id3Tag(wish), sound, ...behind);
}

function framesOf(file: Buffer) {
  const tag = readAllFrames(memoryWindow(file), 0);
  return { version: tag?.version, frames: new Map(tag?.frames.map(({ id, body }) => [id, body])) };
}

/** Tags without the lists of fields whose values ID3v2.3 joins for good. */
function joined(file: Buffer) {
  const {
    composers: _composers,
    labels: _labels,
    catalogNumbers: _numbers,
    lyricists,
    producers,
    ...tags
  } = tagsOf(file) ?? {};
  return { ...tags, lyricists: lyricists?.join('; '), producers: producers?.join('; ') };
}

describe('an ID3v2.3 tag', () => {
  const picture = join('\0image/png\0\x03\0', noise(3000));
  const file = mp3({
    version: 3,
    frames: [
      id3Text(3, 'TIT2', 'Old'),
      id3Text(3, 'TYER', '1999'),
      id3Text(3, 'TDAT', '0403'),
      id3Text(3, 'TORY', '1980'),
      id3Text(3, 'TCON', '(17)Rock'),
      id3Text(3, 'TPE1', 'A/B'),
      id3Text(3, 'TRCK', '03/12'),
      id3Frame(3, 'IPLS', '\0producer\0P\0guitar\0G\0'),
      id3Frame(3, 'PRIV', join('owner\0', noise(300))),
      id3Frame(3, 'COMM', '\0engiTunNORM\0 00001234'),
      id3Frame(3, 'COMM', '\0deu\0A comment'),
      id3Frame(3, 'USLT', '\0engverse\0la la'),
      id3Frame(3, 'POPM', 'me@example.org\0\xc4\0\0\0\x05'),
      id3Frame(3, 'APIC', picture),
      id3Frame(3, 'XYZW', 'nobody knows', 0x4000),
    ],
    padding: 500,
  });

  it('becomes ID3v2.4 when a value changes, and loses nothing', () => {
    const after = edited(file, TITLE);
    const { version, frames } = framesOf(after);
    expect(version).toBe(4);
    expect(frames.get('TDRC')?.toString('latin1')).toBe('\x031999-03-04');
    expect(frames.get('TDOR')?.toString('latin1')).toBe('\x031980');
    expect(frames.get('TIPL')?.toString('latin1')).toBe('\x03producer\0P\0');
    expect(frames.get('TMCL')?.toString('latin1')).toBe('\x03guitar\0G\0');
    for (const id of ['TYER', 'TDAT', 'TORY', 'IPLS']) expect(frames.has(id)).toBe(false);
    expect(frames.get('PRIV')).toEqual(join('owner\0', noise(300)));
    expect(frames.get('XYZW')?.toString()).toBe('nobody knows');
    expect(frames.get('APIC')).toEqual(picture);
    expect(frames.get('POPM')?.length).toBe(20);
    expect(frames.get('USLT')?.toString('latin1')).toContain('verse\0la la');
    expect(tagsOf(after)).toEqual({ ...tagsOf(file), title: 'Títle' });
    expect(after.includes('iTunNORM')).toBe(true);
  });

  it('stays ID3v2.3 where players need it, and keeps every other frame as it is', () => {
    const { version, frames } = framesOf(edited(file, TITLE, { id3v23: true }));
    const before = framesOf(file).frames;
    expect(version).toBe(3);
    expect(frames.get('TIT2')).toEqual(join('\x01\xff\xfe', Buffer.from('Títle', 'utf16le')));
    expect(new Map([...frames].filter(([id]) => id !== 'TIT2'))).toEqual(
      new Map([...before].filter(([id]) => id !== 'TIT2')),
    );
  });

  it('is not touched where the values are the same', () => {
    const same = changeOf({
      title: ['Old'],
      date: ['1999-03-04'],
      genre: ['Rock'],
      tracknumber: ['3'],
      tracktotal: ['12'],
    });
    expect(planned(file, same)).toEqual({ status: 'unchanged' });
  });

  it('is written in its place', () => {
    const after = edited(file, TITLE, { id3v23: true });
    expect(after.length).toBe(file.length);
  });

  it('gives its artists one by one where their ids tell how many they are', () => {
    const ids = EVERY_FIELD.musicbrainz_artistid;
    const two = mp3({
      version: 3,
      frames: [
        id3Frame(3, 'TXXX', '\0ARTISTS\0Ann/Bob'),
        id3Frame(3, 'TXXX', `\0MUSICBRAINZ ARTIST ID\0${ids.join('/')}`),
      ],
    });
    const after = edited(two, changeOf({ title: ['T'], musicbrainz_artistid: ids }));
    expect(framesOf(after).version).toBe(4);
    expect(tagsOf(after)?.artists).toEqual(['Ann', 'Bob']);
    expect(tagsOf(after)?.artistMbids).toEqual(ids);
  });
});

describe('every field', () => {
  const newest = edited(sound, EVERY_CHANGE);
  const older = edited(sound, EVERY_CHANGE, { id3v23: true });

  it('is carried over to ID3v2.3 and back', () => {
    const back = edited(edited(newest, TITLE, { id3v23: true }), changeOf({ title: EVERY_FIELD.title }));
    expect(joined(back)).toEqual(joined(newest));
    expect(framesOf(edited(newest, TITLE, { id3v23: true })).version).toBe(3);
  });

  it('is written once', () => {
    expect(planned(newest, EVERY_CHANGE)).toEqual({ status: 'unchanged' });
    expect(planned(older, EVERY_CHANGE, { id3v23: true })).toEqual({ status: 'unchanged' });
  });
});

describe('names', () => {
  it('of MusicBrainz ids are those of Picard, whatever spelling was there', () => {
    const [albumId = ''] = EVERY_FIELD.musicbrainz_albumid;
    const file = mp3({
      version: 4,
      frames: [
        id3Frame(4, 'TXXX', '\0MUSICBRAINZ ALBUM ID\0old'),
        id3Frame(4, 'TXXX', '\0replaygain_track_gain\0-1 dB'),
      ],
    });
    const after = edited(file, changeOf({ musicbrainz_albumid: [albumId] }));
    expect(after.includes(`\x03MusicBrainz Album Id\0${albumId}`)).toBe(true);
    expect(after.includes('MUSICBRAINZ ALBUM ID')).toBe(false);
    expect(after.includes('replaygain_track_gain\0-1 dB')).toBe(true);
  });

  it('of roles that are no field of ours stay', () => {
    const file = mp3({ version: 4, frames: [id3Frame(4, 'TIPL', '\x03executive\0E\0producer\0P\0')] });
    const after = edited(file, changeOf({ producer: ['Q'], engineer: ['R'] }));
    expect(framesOf(after).frames.get('TIPL')?.toString()).toBe('\x03executive\0E\0producer\0Q\0engineer\0R\0');
  });
});

describe('unsynchronised tags', () => {
  const stuffed = join('\0T', '\xff\0', '\xe0');

  it.each([3, 4] as const)('ID3v2.%i', (version) => {
    // Sizes of frames count the stuffed zero since ID3v2.4.
    const size = version === 4 ? stuffed.length : stuffed.length - 1;
    const frame = join('TIT2', be(size, 4), be(version === 4 ? 2 : 0, 2), stuffed);
    const file = mp3({ version, flags: 0x80, frames: [frame, id3Text(version, 'TALB', 'Album')] });
    expect(tagsOf(file)?.title).toBe('Tÿà');
    const after = edited(file, changeOf({ artist: ['A'] }));
    expect(tagsOf(after)).toMatchObject({ title: 'Tÿà', album: 'Album', artist: 'A' });
    expect(after[5]).toBe(0);
  });
});

describe('an ID3v2.2 tag', () => {
  it('becomes ID3v2.4', () => {
    const frames = [
      id3Text(2, 'TT2', 'Old'),
      id3Text(2, 'TYE', '2001'),
      id3Frame(2, 'COM', '\0engiTunNORM\0 0000'),
      id3Frame(2, 'PIC', join('\0PNG\x03\0', noise(100))),
    ];
    const after = edited(mp3({ version: 2, frames }), TITLE);
    expect(framesOf(after).frames.get('APIC')).toEqual(join('\x03image/png\0\x03\0', noise(100)));
    expect(tagsOf(after)).toMatchObject({ title: 'Títle', date: '2001' });
    expect(after.includes('iTunNORM')).toBe(true);
  });

  it('is left alone where a frame has no name in later versions', () => {
    const file = mp3({ version: 2, frames: [id3Text(2, 'TT2', 'Old'), id3Frame(2, 'CRM', 'x')] });
    expect(planned(file, TITLE)).toMatchObject({ status: 'refused' });
  });
});

describe('an ID3v1 tag', () => {
  const old = id3v1({ title: 'Old', artist: 'Somebody', year: '1990', track: 3, genre: 17 });

  it('gets the values that change', () => {
    const change = changeOf({
      title: ['A title of more than thirty characters'],
      date: ['2001-02-03'],
      genre: ['Jazz'],
    });
    const after = edited(join(sound, old), change);
    expect(after.subarray(-128)).toEqual(
      id3v1({ title: 'A title of more than thirty ch', artist: 'Somebody', year: '2001', track: 3, genre: 8 }),
    );
  });

  it('is made for no file that has none', () => {
    expect(edited(sound, TITLE).subarray(-128).toString('latin1', 0, 3)).not.toBe('TAG');
  });
});

describe('a damaged tag', () => {
  it.each<readonly [string, Buffer]>([
    [
      'bytes in its padding',
      join(id3Tag({ version: 4, frames: [id3Text(4, 'TIT2', 'T'), Buffer.alloc(20), 'junk'] }), sound),
    ],
    ['a frame longer than itself', mp3({ version: 4, frames: [join('TIT2', be(9999, 4), be(0, 2), '\0T')] })],
    [
      'a length beyond the file',
      join(
        id3Tag({ version: 4, frames: [id3Text(4, 'TIT2', 'T')], padding: 5000 }).subarray(0, 40),
        sound.subarray(0, 500),
      ),
    ],
  ])('with %s stays as it is', (_what, file) => {
    expect(planned(file, TITLE)).toMatchObject({ status: 'refused' });
  });

  it('loses no picture of a file whose picture cannot be read', () => {
    const file = mp3({ version: 3, frames: [id3Text(3, 'TIT2', 'Old'), id3Frame(3, 'APIC', '\0image/png\0\x03')] });
    expect(FORMAT_READERS.get('mp3')?.(memoryWindow(file))?.pictures).toEqual([]);
    expect(edited(file, TITLE).includes('\0image/png\0\x03')).toBe(true);
  });
});
