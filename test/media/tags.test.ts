import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { pathForIo, pathFromBytes } from '../../src/model/paths.ts';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { readAudioTags } from './read.ts';
import { noise, signal, temporaryFolder } from './temporary.ts';

const folder = temporaryFolder();
const formats = ['mp3', 'flac', 'opus', 'ogg', 'm4a', 'wav', 'aiff', 'ape', 'wv'] as const;

const id = (digit: string): string => `${digit.repeat(8)}-39f7-470e-963a-56509c546377`;
const everything = {
  title: 'Tïtle – 題',
  artist: 'AC/DC feat. B',
  artists: ['AC/DC', 'B'],
  albumArtist: 'AC/DC',
  album: 'Álbum',
  track: 3,
  trackTotal: 12,
  disc: 1,
  discTotal: 2,
  discSubtitle: 'Side',
  date: '1999-03-04',
  originalDate: '1980',
  genres: ['Rock', 'Pop'],
  composer: 'C',
  label: 'L',
  catalogNumber: 'CAT-1',
  barcode: '0123456789012',
  isrc: 'GBAAA9900001',
  compilation: true,
  lyrics: 'la\nla',
  albumArtistMbid: id('6'),
  ids: {
    'musicbrainz-recording': id('1'),
    'musicbrainz-track': id('2'),
    'musicbrainz-release': id('3'),
    'musicbrainz-release-group': id('4'),
    'musicbrainz-artist': id('5'),
  },
};
const origins: Readonly<Record<string, string>> = {
  flac: 'vorbis',
  opus: 'vorbis',
  ogg: 'vorbis',
  m4a: 'mp4',
  ape: 'ape',
  wv: 'ape',
};

async function tagged(format: (typeof formats)[number], name = `tagged.${format}`): Promise<string> {
  const path = await folder.put(name, makeAudio({ format, seconds: 2 }));
  writeTags(path, everything);
  return path;
}

async function tagsOf(path: string) {
  const result = await readAudioTags(path, { signal });
  if (result.status !== 'ok') throw new Error(`${path}: ${JSON.stringify(result)}`);
  return result.tags;
}

describe('readAudioTags', () => {
  it.each(formats)('reads every field of %s, each id as what it is', async (format) => {
    const { duration, ...tags } = await tagsOf(await tagged(format));
    const origin = origins[format] ?? 'id3v2';
    expect(tags).toEqual({ ...everything, origin, hasPicture: false });
    expect(duration).toBeCloseTo(2, 1);
  });

  it.each(formats)('finds none in bare %s', async (format) => {
    const path = await folder.put(`bare.${format}`, makeAudio({ format, seconds: 2 }));
    expect(await readAudioTags(path, { signal })).toEqual({ status: 'none' });
  });

  it('reads ID3v2.3: a name with a slash, a date in two frames, an old genre', async () => {
    const frames = [
      text('TIT2', 'Thunderstruck'),
      text('TPE1', 'AC/DC'),
      text('TYER', '1990'),
      text('TDAT', '2409'),
      text('TRCK', '1/12'),
      text('TCON', '(17)'),
      text('TXXX', `MusicBrainz Album Id\0${id('a').toUpperCase()}`),
      picture(),
    ];
    const mp3 = Buffer.concat([id3(3, frames), makeAudio({ format: 'mp3', seconds: 2 })]);
    expect(await tagsOf(await folder.put('old.mp3', mp3))).toMatchObject({
      title: 'Thunderstruck',
      artist: 'AC/DC',
      artists: ['AC/DC'],
      date: '1990-09-24',
      track: 1,
      trackTotal: 12,
      genres: ['Rock'],
      ids: { 'musicbrainz-release': id('a') },
      hasPicture: true,
      origin: 'id3v2',
    });
  });

  it('takes each field from the strongest tag that has it, ID3v1 only when alone', async () => {
    const path = await tagged('mp3', 'both.mp3');
    const old = Buffer.alloc(128);
    old.write('TAGOld title', 0, 'latin1');
    old.write('Old artist', 33, 'latin1');
    await writeFile(path, Buffer.concat([await readFile(path), old]));
    expect(await tagsOf(path)).toMatchObject({ title: everything.title, origin: 'id3v2' });
    const alone = Buffer.concat([makeAudio({ format: 'mp3', seconds: 1 }), old]);
    expect(await tagsOf(await folder.put('alone.mp3', alone))).toMatchObject({
      title: 'Old title',
      artist: 'Old artist',
      origin: 'id3v1',
    });
  });

  it('goes by the bytes where the extension misleads', async () => {
    const path = await tagged('flac', 'a.flac');
    const wrong = await folder.put('really-flac.mp3', await readFile(path));
    expect(await tagsOf(wrong)).toMatchObject({ origin: 'vorbis', title: everything.title });
  });

  it('reads names that are not UTF-8', async () => {
    const bytes = await readFile(await tagged('opus', 'plain.opus'));
    const path = pathFromBytes(Buffer.concat([Buffer.from(folder.path('')), Buffer.from('/\xe9t\xe9.opus', 'latin1')]));
    await writeFile(pathForIo(path), bytes);
    expect(await tagsOf(path)).toMatchObject({ title: everything.title });
  });

  it('reads tags behind a large picture', async () => {
    const frames = [picture(3_000_000), text('TIT2', 'Behind'), text('TALB', 'Album')];
    const mp3 = Buffer.concat([id3(3, frames), makeAudio({ format: 'mp3', seconds: 2 })]);
    expect(await tagsOf(await folder.put('large.mp3', mp3))).toMatchObject({ title: 'Behind', hasPicture: true });
  });

  it.each([
    ['a video', makeVideo({ container: 'mkv', width: 16, height: 16, seconds: 1 })],
    ['an empty file', Buffer.alloc(0)],
    ['noise', noise(50_000).fill(0x20, 0, 16)],
  ])('finds none in %s', async (name, bytes) => {
    expect(await readAudioTags(await folder.put(name, bytes), { signal })).toEqual({ status: 'none' });
  });

  it('tells why it could not', async () => {
    const gone = await readAudioTags(folder.path('gone.mp3'), { signal });
    expect(gone).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
    const aborted = await readAudioTags(await tagged('mp3', 'b.mp3'), { signal: AbortSignal.abort() });
    expect(aborted).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } });
  });

  it.each(formats)('survives %s cut at every tenth', async (format) => {
    const bytes = await readFile(await tagged(format));
    for (let tenth = 1; tenth < 10; tenth++) {
      const part = bytes.subarray(0, Math.floor((bytes.length * tenth) / 10));
      const result = await readAudioTags(await folder.put(`cut.${format}`, part), { signal });
      if (result.status === 'failed') expect(result.error.code).toBe('PROBE_FAILED');
      else expect(['ok', 'none']).toContain(result.status);
    }
  });
});

/** A frame of ID3v2.3 in Latin-1. */
function text(frame: string, value: string): Buffer {
  return rawFrame(frame, Buffer.from(`\0${value}`, 'latin1'));
}

function picture(length = 100): Buffer {
  return rawFrame('APIC', Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), Buffer.alloc(length, 0xff)]));
}

function rawFrame(frame: string, body: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.write(frame, 'latin1');
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}

function id3(version: number, frames: readonly Buffer[]): Buffer {
  const body = Buffer.concat(frames);
  const size = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 127);
  return Buffer.concat([Buffer.from('ID3'), Buffer.from([version, 0, 0, ...size]), body]);
}
