import { describe, expect, it } from 'vitest';
import { AUDIO_READERS } from '../../../src/media/formats/audio.ts';
import type { AudioStream } from '../../../src/model/media.ts';
import { be, join, le } from '../../support/media/bytes.ts';
import { id3Tag, id3Text, id3v1 } from '../../support/media/id3.ts';
import {
  adts,
  apeTag,
  caf,
  mpegFrames,
  musepack7,
  musepack8,
  optimFrog,
  tak,
  trueAudio,
} from '../../support/media/sound-heads.ts';
import { makeAudio } from '../../support/media-files.ts';
import { countingWindow, readingOf, tagsIn } from './reading.ts';

const tag = apeTag([
  ['Title', 'My Song'],
  ['Artist', 'Ann\0Bob'],
  ['Track', '3/9'],
]);
const front = id3Tag({ version: 3, frames: [id3Text(3, 'TIT2', 'Other'), id3Text(3, 'TALB', 'My Album')] });
const HEADS: readonly (readonly [string, string, Buffer, AudioStream, number])[] = [
  [
    "Monkey's Audio",
    'ape',
    makeAudio({ format: 'ape', seconds: 3 }),
    { codec: 'ape', channels: 2, sampleRate: 44100, bitDepth: 16 },
    3,
  ],
  [
    'WavPack',
    'wavpack',
    makeAudio({ format: 'wv', seconds: 3 }),
    { codec: 'wavpack', channels: 2, sampleRate: 44100, bitDepth: 8 },
    3,
  ],
  ['Musepack 7', 'musepack', musepack7(101, 960), { codec: 'musepack', channels: 2, sampleRate: 48000 }, 2.42],
  ['Musepack 8', 'musepack', musepack8(96_500, 500), { codec: 'musepack', channels: 2, sampleRate: 48000 }, 2],
  ['True Audio', 'tta', trueAudio(96_000), { codec: 'tta', channels: 2, sampleRate: 48000, bitDepth: 24 }, 2],
  ['TAK', 'tak', tak(88_200), { codec: 'tak', channels: 2, sampleRate: 44100, bitDepth: 24 }, 2],
  [
    'OptimFROG',
    'optimfrog',
    optimFrog(88_200),
    { codec: 'optimfrog', channels: 2, sampleRate: 44100, bitDepth: 16 },
    2,
  ],
];

describe('formats with APE tags', () => {
  it.each(HEADS)('%s: stream, length, tags of all kinds', (_, format, sound, stream, seconds) => {
    const file = join(front, sound, tag, id3v1({ title: 'Old', year: '1999' }));
    expect(readingOf(format, file)).toMatchObject({ audio: [stream], duration: seconds, notes: [], truncated: false });
    expect(tagsIn(format, file)).toMatchObject({
      title: 'My Song',
      artists: ['Ann', 'Bob'],
      album: 'My Album',
      track: 3,
      trackTotal: 9,
      date: '1999',
      origin: 'ape',
    });
  });

  it.each(HEADS)('%s: tags even where the sound cannot be measured', (_, format, sound) => {
    const damaged = Buffer.from(sound).fill(0x2e, 0, 20);
    expect(tagsIn(format, join(damaged, tag))).toMatchObject({ title: 'My Song' });
    expect(readingOf(format, join(damaged, tag)).notes).toEqual(['no header of the sound']);
  });
});

describe('CAF', () => {
  it('reads stream, length and info', () => {
    const file = caf(16_000, [
      ['title', 'My Song'],
      ['artist', 'My Band'],
      ['track number', '3/9'],
    ]);
    expect(readingOf('caf', file).audio).toEqual([{ codec: 'pcm', channels: 1, sampleRate: 8000, bitDepth: 16 }]);
    expect(tagsIn('caf', file)).toMatchObject({
      title: 'My Song',
      artist: 'My Band',
      track: 3,
      trackTotal: 9,
      duration: 2,
    });
  });
});

describe('MPEG audio', () => {
  it.each([
    ['MPEG 1 layer 1, 32 kbit/s', [0xff, 0xff, 0x14, 0x00], 32, 'mp1', 48000, 384 / 48000],
    ['MPEG 1 layer 2, 64 kbit/s', [0xff, 0xfd, 0x44, 0xc0], 192, 'mp2', 48000, 1152 / 48000],
    ['MPEG 1 layer 3, 128 kbit/s', [0xff, 0xfb, 0x94, 0x00], 384, 'mp3', 48000, 1152 / 48000],
    ['MPEG 2 layer 3, 64 kbit/s', [0xff, 0xf3, 0x84, 0x00], 192, 'mp3', 24000, 576 / 24000],
    ['MPEG 2.5 layer 3, 32 kbit/s', [0xff, 0xe3, 0x44, 0x00], 192, 'mp3', 12000, 576 / 12000],
  ])('%s: length by the bit rate', (_, header, length, codec, sampleRate, seconds) => {
    const channels = (header[3] ?? 0) >> 6 === 3 ? 1 : 2;
    const reading = readingOf(
      'mp3',
      join(front, Buffer.alloc(700), mpegFrames(header, length, 100), id3v1({ title: 'x' })),
    );
    expect(reading.audio).toEqual([{ codec, channels, sampleRate }]);
    expect(reading.duration).toBeCloseTo(seconds * 100, 2);
  });

  it('length by VBRI, by Xing less what LAME added, and a file that is cut', () => {
    const frames = mpegFrames([0xff, 0xfb, 0x94, 0x00], 384, 4);
    const vbri = Buffer.from(frames);
    join('VBRI', be(1, 2), be(0, 4), be(1536, 4), be(1000, 4)).copy(vbri, 36);
    expect(readingOf('mp3', vbri)).toMatchObject({ duration: 24, truncated: false });
    const xing = Buffer.from(frames);
    join('Info', be(3, 4), be(1000, 4), be(400_000, 4), 'LAME3.100', Buffer.alloc(12), be((576 << 12) | 1000, 3)).copy(
      xing,
      36,
    );
    expect(readingOf('mp3', xing)).toMatchObject({ duration: 23.967, truncated: true });
  });

  it('reads two parts of 64 KiB of a file of any length', () => {
    const { window, counts } = countingWindow(join(front, mpegFrames([0xff, 0xfb, 0x94, 0x00], 384, 20_000), tag));
    expect(AUDIO_READERS.get('mp3')?.(window)?.duration).toBeCloseTo(480, 1);
    expect(counts).toEqual({ reads: 2, bytes: 128 * 1024 });
  });

  it('skips a cover of 6 MB', () => {
    const cover = join('APIC', be(6_000_014, 4), be(0, 2), '\0image/jpeg\0\x03\0', Buffer.alloc(6_000_000, 0xff));
    const list = [cover, id3Text(3, 'TIT2', 'My Song')];
    const { window, counts } = countingWindow(
      join(id3Tag({ version: 3, frames: list }), makeAudio({ format: 'mp3', seconds: 3 })),
    );
    const reading = AUDIO_READERS.get('mp3')?.(window);
    expect(reading).toMatchObject({
      duration: 3.004,
      pictures: [{ type: 3, mime: 'image/jpeg', length: 6_000_000 }],
      notes: [],
    });
    expect(reading?.tags[0]?.entries).toEqual([['TIT2', ['My Song']]]);
    expect(counts.bytes).toBeLessThanOrEqual(192 * 1024);
  });
});

describe('AAC', () => {
  it('estimates the length of ADTS frames', () => {
    const reading = readingOf('aac', join(front, adts(430)));
    expect(reading.audio).toEqual([{ codec: 'aac', channels: 2, sampleRate: 44100 }]);
    expect(reading.duration).toBeCloseTo((430 * 1024) / 44100, 1);
    expect(tagsIn('aac', join(front, adts(430)))).toMatchObject({ title: 'Other', album: 'My Album' });
  });
});

describe('WAV', () => {
  const format = join('fmt ', le(16, 4), le(1, 2), le(1, 2), le(8000, 4), le(8000, 4), le(1, 2), le(8, 2));

  it('reads RF64 with sizes of 64 bits, a broadcast extension, and an ID3 chunk behind the sound', () => {
    const sizes = join('ds64', le(28, 4), le(0, 8), le(16_000, 8), le(16_000, 8), le(0, 4));
    const text = (value: string, length: number): Buffer => join(value, Buffer.alloc(length - value.length));
    const body = join(
      text('Bird song', 256),
      text('Recorder', 32),
      text('', 32),
      '2001-05-06',
      '10:00:00',
      Buffer.alloc(264),
    );
    const extension = join('bext', le(body.length, 4), body);
    const id3 = id3Tag({ version: 3, frames: [id3Text(3, 'TIT2', 'My Song')] });
    const wav = join(
      'RF64',
      le(0xffffffff, 4),
      'WAVE',
      sizes,
      extension,
      format,
      'data',
      le(0xffffffff, 4),
      Buffer.alloc(16_000),
      'id3 ',
      le(id3.length, 4),
      id3,
    );
    expect(tagsIn('wav', wav)).toMatchObject({
      title: 'My Song',
      date: '2001-05-06',
      comment: 'Bird song',
      duration: 2,
    });
  });

  it.each([
    ['a size that nobody knew yet', 0xffffffff, 16_000, 2, false],
    ['fewer bytes than the header promises', 32_000, 16_000, 4, true],
  ])('%s', (_, stored, bytes, seconds, truncated) => {
    const wav = join('RIFF', le(0xffffffff, 4), 'WAVE', format, 'data', le(stored, 4), Buffer.alloc(bytes));
    expect(readingOf('wav', wav)).toMatchObject({ duration: seconds, truncated });
  });
});
