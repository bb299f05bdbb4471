import { describe, expect, test } from 'vitest';
import { identifyGroup } from '../../src/identify/chain.ts';
import { ok, unavailable } from '../../src/model/answer.ts';
import { RevengeError } from '../../src/model/errors.ts';
import type { Candidate } from '../../src/model/outcome.ts';
import type { RecognitionSource } from '../../src/providers/port.ts';
import { album, group, input, mainFile, nothingKnown, source, sources, tagsOf } from './support.ts';

const signal = new AbortController().signal;
const files = [mainFile('Rip/1.flac'), mainFile('Rip/2.flac')];
const durations = [tagsOf('Rip/1.flac', { duration: 284 }), tagsOf('Rip/2.flac', { duration: 262 })];
const rip = group('album', { album: 'Rip' }, files);
const tracks = [
  { title: 'Airbag', duration: 284 },
  { title: 'Karma Police', duration: 262 },
];
const heard = (id: string, recognised: number, some: Partial<Candidate> = {}) =>
  album(id, 'Radiohead', 'OK Computer', { trackCount: 2, recognised, ...some });

function recognition(answer: Awaited<ReturnType<RecognitionSource['recognise']>>) {
  const asked: string[] = [];
  const able: RecognitionSource = {
    id: 'acoustid',
    groups: ['album'],
    recognise: async (given) => {
      asked.push(given.map(({ path, duration }) => `${path} ${duration}`).join(', '));
      return answer;
    },
  };
  return { asked, able };
}

describe('albums without usable tags', () => {
  test('are recognised by their sound when no search finds them', async () => {
    const { asked, able } = recognition(
      ok([heard('r1', 1), heard('r2', 2 / 40, { title: 'Best of', trackCount: 40 })]),
    );
    const mb = source([], { groups: ['album'], full: { r1: { tracks }, r2: {} } });
    const { identification, candidate } = await identifyGroup(
      input(rip, { tags: durations }),
      sources({ metadata: [mb], recognition: [able] }),
      nothingKnown,
      {},
      signal,
    );
    expect(identification).toMatchObject({ outcome: 'matched', by: 'musicbrainz', score: 1 });
    expect(candidate?.providerId).toBe('r1');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('Rip/1.flac 284');
    expect(mb.asked.filter((each) => each.startsWith('complete'))).toEqual(['complete r1', 'complete r2']);
  });

  test('stay open when two works were heard equally well', async () => {
    const { able } = recognition(ok([heard('r1', 1), heard('r2', 1, { title: 'Another' })]));
    const { identification } = await identifyGroup(
      input(rip, { tags: durations }),
      sources({
        metadata: [source([], { groups: ['album'], full: { r1: { tracks }, r2: { tracks } } })],
        recognition: [able],
      }),
      nothingKnown,
      {},
      signal,
    );
    expect(identification.outcome).toBe('unmatched');
    expect(identification.reasons.join('\n')).toContain('fit about equally well');
  });

  test('are degraded when nobody could be asked', async () => {
    const { able } = recognition(unavailable(new RevengeError('HTTP_TIMEOUT', 'no answer')));
    const { identification } = await identifyGroup(
      input(rip, { tags: durations }),
      sources({ metadata: [source([], { groups: ['album'] })], recognition: [able] }),
      nothingKnown,
      {},
      signal,
    );
    expect(identification).toMatchObject({ outcome: 'degraded', degraded: [{ provider: 'acoustid' }] });
  });

  test('are not listened to when their tags say what they are, or when they are no albums', async () => {
    const { asked, able } = recognition(ok([heard('r1', 1)]));
    const tagged = durations.map((tag) => ({ ...tag, title: 'A', artist: 'B', album: 'C' }));
    for (const given of [
      input(rip, { tags: tagged }),
      input(group('movie', { title: 'Alien' }, [mainFile('Alien.mkv')])),
    ]) {
      await identifyGroup(given, sources({ metadata: [], recognition: [able] }), nothingKnown, {}, signal);
    }
    expect(asked).toEqual([]);
  });
});
