import { describe, expect, it } from 'vitest';
import { AUDIO_READERS } from '../../../src/media/formats/audio.ts';
import { ByteBudgetError, memoryWindow } from '../../../src/media/formats/window.ts';
import { audioTagsOf } from '../../../src/media/tags/of-reading.ts';
import { audioSamples } from '../../support/media/audio-samples.ts';
import { be, join } from '../../support/media/bytes.ts';
import { id3Frame, id3Tag, id3Text } from '../../support/media/id3.ts';
import { mutated, randomNumbers } from '../../support/media/mutate.ts';
import { oggPage } from '../../support/media/ogg-pages.ts';
import { makeAudio } from '../../support/media-files.ts';
import { countingWindow } from './reading.ts';

const ROUNDS = 400;
const EMPTY = {
  container: 'ogg',
  video: [],
  audio: [],
  subtitles: [],
  chapters: [],
  pictures: [],
  truncated: false,
  notes: [],
};
const samples = audioSamples();

describe('readers of sound files', () => {
  it.each(samples.map(([format, bytes], index) => [format, index, bytes] as const))(
    '%s (sample %i) is read whole',
    (format, _, bytes) => {
      const reading = AUDIO_READERS.get(format)?.(memoryWindow(bytes));
      expect(reading?.container).toBe(format);
      expect(reading?.notes).toEqual([]);
      expect(reading === undefined ? undefined : audioTagsOf(reading)?.title).toMatch(/^T/);
    },
  );

  it.each([...AUDIO_READERS.keys()])('%s: no mutated file makes the reader throw, or read without end', (format) => {
    const random = randomNumbers(format.length * 7919);
    // Every format's files: a name can mislead the sniffer too.
    for (const [index, [name, bytes]] of samples.entries()) {
      for (let round = 0; round < (name === format ? ROUNDS : ROUNDS / 20); round++) {
        const file = mutated(bytes, random);
        const { window, counts } = countingWindow(file);
        const reading = AUDIO_READERS.get(format)?.(window);
        const tags = reading === undefined ? undefined : audioTagsOf(reading);
        const which = `${format} by sample ${index}, round ${round}`;
        expect(counts.bytes, which).toBeLessThanOrEqual(4 * file.length + 64 * 1024);
        expect(counts.reads, which).toBeLessThanOrEqual(64);
        expect(reading?.notes.length ?? 0, which).toBeLessThanOrEqual(20);
        expect(JSON.stringify(tags ?? {}).length, which).toBeLessThan(200_000);
      }
    }
  });

  it.each([...AUDIO_READERS.keys()])('%s: every cut of a file is read without a throw', (format) => {
    for (const [, bytes] of samples.filter(([name]) => name === format)) {
      for (let length = 0; length < Math.min(bytes.length, 1500); length++) {
        AUDIO_READERS.get(format)?.(memoryWindow(bytes.subarray(0, length)));
      }
    }
  });

  it('throws only what the window throws', () => {
    const [, bytes] = samples[0] ?? ['', Buffer.alloc(0)];
    expect(() => AUDIO_READERS.get('mp3')?.(memoryWindow(bytes, 100))).toThrow(ByteBudgetError);
  });

  it.each(['mp3', 'flac', 'ogg', 'wav', 'asf', 'ape'])(
    '%s: lengths of gigabytes cost no memory and no time',
    (format) => {
      for (const [, bytes] of samples.filter(([name]) => name === format)) {
        for (let at = 0; at + 8 < Math.min(bytes.length, 400); at++) {
          const file = Buffer.from(bytes);
          file.fill(0xff, at, at + 4);
          file.fill(0x7f, at, at + 1);
          const { window, counts } = countingWindow(file);
          AUDIO_READERS.get(format)?.(window);
          expect(counts.bytes).toBeLessThanOrEqual(4 * file.length + 64 * 1024);
        }
      }
    },
  );
});

describe('hostile files', () => {
  const head = makeAudio({ format: 'mp3', seconds: 1 });
  const valuesOf = (format: string, bytes: Buffer, most = 2 * bytes.length + 128 * 1024): number => {
    const { window, counts } = countingWindow(bytes);
    const reading = AUDIO_READERS.get(format)?.(window);
    expect(counts.bytes).toBeLessThanOrEqual(most);
    return reading === undefined
      ? 0
      : reading.tags.flatMap(({ entries }) => entries.flatMap(([, values]) => values)).length;
  };

  it('frames and values by the hundred thousand', () => {
    const tiny = Array.from({ length: 20_000 }, () => id3Text(4, 'TPE1', 'a'));
    expect(valuesOf('mp3', join(id3Tag({ version: 4, frames: tiny }), head))).toBe(2000);
    const nuls = id3Frame(4, 'TPE1', join('\x03', Buffer.alloc(200_000, 'a\0')));
    expect(valuesOf('mp3', join(id3Tag({ version: 4, frames: [nuls] }), head))).toBe(1000);
    const tag = audioTagsOf({
      ...EMPTY,
      tags: [
        { origin: 'vorbis', entries: Array.from({ length: 9000 }, (_, index) => ['ARTIST', [`a${index}`]] as const) },
      ],
    });
    expect(tag?.artists).toHaveLength(100);
  });

  it('chunks, pages and words by the hundred thousand', () => {
    const chunks = Array.from({ length: 100_000 }, () => join('abcd', be(0, 4)));
    expect(valuesOf('wav', join('RIFF', be(0, 4), 'WAVE', chunks))).toBe(0);
    expect(valuesOf('wavpack', Buffer.alloc(2_000_000, 'wvpk'))).toBe(0);
    expect(valuesOf('mp3', Buffer.alloc(2_000_000, 0xff))).toBe(0);
    const opus = join('OpusHead', be(0x0102, 2), be(0, 9));
    const pages = Array.from({ length: 20_000 }, (_, index) =>
      oggPage({ serial: index, sequence: 0, type: 2, granule: 5, lacing: [19], body: opus }),
    );
    // Halving costs some twenty reads of a page for each of the eight links that are measured.
    expect(valuesOf('ogg', join(pages), 8 * 20 * 64 * 1024)).toBe(0);
    expect(valuesOf('ogg', join(pages.slice(0, 1), Buffer.alloc(2_000_000, 'OggS\0')))).toBe(0);
  });

  it('an unsynchronised picture of nothing but stuffed bytes', () => {
    const picture = join(
      'APIC',
      be(1_000_000, 4),
      be(0, 2),
      '\0\0\x03\0',
      Buffer.alloc(2_000_000 - 8, '\xff\0', 'latin1'),
    );
    const tag = id3Tag({ version: 3, flags: 0x80, frames: [picture, id3Text(3, 'TIT2', 'T')] });
    expect(valuesOf('mp3', join(tag, head))).toBe(1);
  });
});
