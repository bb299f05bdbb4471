import { describe, expect, test } from 'vitest';
import { identifyGroup } from '../../src/identify/chain.ts';
import type { IdentifyInput, KnownIdentity } from '../../src/identify/types.ts';
import { newItemId } from '../../src/model/ids.ts';
import type { Pin } from '../../src/model/reading.ts';
import type { Sources } from '../../src/providers/port.ts';
import {
  album,
  group,
  input,
  located,
  mainFile,
  manager,
  movie,
  nothingKnown,
  source,
  sources,
  tagsOf,
} from './support.ts';

const film = movie('2', 'Alien', 1979, { ids: { tmdb: '2' } });

/** A store that has met the merges of these ids. */
function met(merges: Readonly<Record<string, string>>): KnownIdentity {
  const now = new Map(Object.entries(merges));
  return {
    ...nothingKnown,
    currentIds: async (former) => former.map(({ itemKind, kind, value }) => now.get(`${itemKind} ${kind} ${value}`)),
  };
}

const identify = (of: IdentifyInput, from: Partial<Sources>, known: KnownIdentity) =>
  identifyGroup(of, sources(from), known, {}, new AbortController().signal);

const pinned = (value: string): Pin => ({
  kind: 'tmdb',
  value,
  source: 'folder-name',
  text: `tmdb ${value} in the name`,
});
const alien = (pins: readonly Pin[]) => group('movie', { title: 'Alien', year: 1979 }, undefined, pins);
const merge = met({ 'movie tmdb 1': '2' });

describe('an old id that the store knows to be merged', () => {
  test('is asked about as the new one, which its source knows', async () => {
    const tmdb = source([film]);
    const { identification } = await identify(input(alien([pinned('1')])), { metadata: [tmdb] }, merge);
    expect(identification).toMatchObject({ outcome: 'matched', by: 'pin', ids: { tmdb: '2' } });
    expect(identification.reasons).toEqual([expect.stringContaining('tmdb 1 in the name')]);
  });

  test('does not contradict the new one beside it, nor the stored item', async () => {
    const both = input(alien([pinned('1'), pinned('2')]));
    expect((await identify(both, { metadata: [source([film])] }, merge)).identification.outcome).toBe('matched');
    expect((await identify(both, { metadata: [source([film])] }, nothingKnown)).identification.outcome).toBe(
      'ambiguous',
    );
    const stored = { ...input(alien([pinned('1')])), stored: { itemId: newItemId(), ids: { tmdb: '2' } } };
    expect((await identify(stored, {}, merge)).identification).toMatchObject({ by: 'store', ids: { tmdb: '2' } });
  });

  test.each(['1', '2'])('agrees with an Arr that has the work as %s', async (id) => {
    const radarr = manager({ located: located({ tmdb: id }, { values: { title: 'Alien' } }) });
    const { identification } = await identify(input(alien([pinned('1')])), { managers: [radarr] }, merge);
    expect(identification).toMatchObject({ outcome: 'matched', by: 'radarr' });
    expect(identification.reasons.join()).not.toContain('another work');
  });

  test('is one of a kind of item: the same number of a series is another work', async () => {
    const shows = met({ 'series tmdb 1': '3' });
    const { identification } = await identify(input(alien([pinned('2')])), { metadata: [source([film])] }, shows);
    expect(identification.ids).toMatchObject({ tmdb: '2' });
  });

  test('is looked for with one question for all pins of the group', async () => {
    const asked: number[] = [];
    const known: KnownIdentity = {
      ...merge,
      currentIds: async (former) => {
        asked.push(former.length);
        return merge.currentIds(former);
      },
    };
    const imdb = { kind: 'imdb', value: 'tt1', source: 'nfo', text: 'imdb tt1 in the NFO' } as const;
    const { identification } = await identify(input(alien([imdb, pinned('1')])), { metadata: [source([film])] }, known);
    expect(identification).toMatchObject({ outcome: 'matched', ids: { tmdb: '2' } });
    await identify(input(alien([])), { metadata: [source([film])] }, known);
    expect(asked).toEqual([2]);
  });

  test('may be in the tags of some files of an album, of its release and of its group', async () => {
    const files = [1, 2].map((track) => mainFile(`A/0${track}.flac`));
    const ids = (release: string, releaseGroup: string) => ({
      'musicbrainz-release': release,
      'musicbrainz-release-group': releaseGroup,
    });
    const tags = [
      tagsOf('A/01.flac', { ids: ids('old', 'old-group') }),
      tagsOf('A/02.flac', { ids: ids('new', 'new-group') }),
    ];
    const known = met({
      'release musicbrainz-release old': 'new',
      'release-group musicbrainz-release-group old-group': 'new-group',
    });
    const release = album('new', 'Ode', 'Kin', { ids: ids('new', 'new-group') });
    const mb = source([release], { id: 'musicbrainz', groups: ['album'] });
    const of = { ...input(group('album', { album: 'Ode' }, files)), tags };
    const { identification } = await identify(of, { metadata: [mb] }, known);
    expect(identification).toMatchObject({ outcome: 'matched', ids: ids('new', 'new-group') });
  });
});
