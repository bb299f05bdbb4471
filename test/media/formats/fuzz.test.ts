import { describe, expect, it } from 'vitest';
import { AUDIO_READERS } from '../../../src/media/formats/audio.ts';
import { ByteBudgetError, memoryWindow } from '../../../src/media/formats/window.ts';
import { audioTagsOf } from '../../../src/media/tags/of-reading.ts';
import { audioSamples } from '../../support/media/audio-samples.ts';
import { mutated, randomNumbers } from '../../support/media/mutate.ts';
import { countingWindow } from './reading.ts';

const ROUNDS = 400;
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
