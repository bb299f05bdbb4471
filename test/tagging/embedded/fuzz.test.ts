import { describe, expect, it } from 'vitest';
import { audioSamples } from '../../support/media/audio-samples.ts';
import { mutated, randomNumbers } from '../../support/media/mutate.ts';
import { makeAudio } from '../../support/media-files.ts';
import { changeOf, EVERY_CHANGE, edited, made, planned, tagsOf } from './sound-files.ts';

/** Formats that are written. */
const FORMATS: ReadonlySet<string> = new Set(['flac', 'ogg', 'mp3', 'aac', 'mp4', 'wav', 'aiff', 'dsf', 'dff']);
const ROUNDS = 150;
const TITLE = changeOf({ title: ['A new title'], discnumber: ['2'] });

/** Samples as the readers' tests have them, and the same with a large tag. */
const M4A = ['mp4', makeAudio({ format: 'm4a', seconds: 2 })] as const;
const SAMPLES = [...audioSamples(), M4A]
  .filter(([format]) => FORMATS.has(format))
  .flatMap(([format, bytes]) => [[format, bytes] as const, [format, edited(bytes, EVERY_CHANGE)] as const])
  .map(([format, bytes], index) => [format, index, bytes] as const);

describe('damaged files', () => {
  it.each(SAMPLES)('%s (sample %i): are refused, or keep their sound and all other fields', (format, index, bytes) => {
    const random = randomNumbers(format.length * 7919 + index);
    let refused = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const file = mutated(bytes, random);
      const edit = planned(file, TITLE);
      if (edit.status !== 'edit') {
        refused++;
        continue;
      }
      const after = made(file, edit);
      const read = tagsOf(after);
      if (read === undefined) throw new Error(`no tags after round ${round}`);
      const { title, disc, ...kept } = read;
      const { title: _title, disc: _disc, ...before } = tagsOf(file) ?? read;
      expect([title, disc], `round ${round}`).toEqual(['A new title', 2]);
      expect({ ...kept, origin: '' }, `round ${round}`).toEqual({ ...before, origin: '' });
      expect(planned(after, TITLE), `round ${round}`).toEqual({ status: 'unchanged' });
    }
    expect(refused).toBeLessThan(ROUNDS);
  });

  it.each(SAMPLES)('%s (sample %i): a file that is cut short is refused or read as it is', (_format, _index, bytes) => {
    for (let length = 0; length < Math.min(bytes.length, 1200); length += 7) {
      expect(['refused', 'edit', 'unchanged']).toContain(planned(bytes.subarray(0, length), TITLE).status);
    }
  });
});
