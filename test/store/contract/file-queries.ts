import { describe, expect, test } from 'vitest';
import type { Probe } from '../../../src/model/media.ts';
import type { Store } from '../../../src/store/port.ts';
import { parseConditions } from '../../../src/store/query/parse.ts';
import { AT, albumSave, file, groupSave, movieDraft, seriesSave, values } from '../drafts.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const probe = (members: Partial<Probe>): Probe => ({ video: [], audio: [], subtitles: [], warnings: [], ...members });

/** Filters by people, files, and what a person or the disk says of an item. */
export function describeFileQueries(store: () => Store): void {
  const add = (id: string, title: string, path: string, size: number, probed: Probe) =>
    store().saveGroup(
      groupSave({
        key: title,
        files: [{ ...file(`${title}/${path}`), size, probe: probed }],
        draft: movieDraft({
          ids: { tmdb: id },
          values: values('tmdb', id, {
            title,
            status: id === '1' ? 'released' : 'planned',
            ...(id === '1' ? { collection: { name: 'Night Trains Collection' } } : {}),
          }),
          images: [],
          ...(id === '1' ? {} : { credits: [] }),
        }),
      }),
    );
  const fill = async (): Promise<void> => {
    await add('1', 'Night Train', 'Night.Train.DC.mkv', 40_000_000_000, {
      ...probe({ video: [{ codec: 'hevc', width: 3840, height: 1600, hdr: 'dolbyvision' }] }),
      audio: [
        { codec: 'truehd', language: 'en' },
        { codec: 'ac3', language: 'pt-BR' },
      ],
      subtitles: [{ language: 'de' }],
    });
    await add('2', 'Old Harbour', 'harbour.avi', 700_000_000, {
      ...probe({ video: [{ codec: 'mpeg4', width: 640, height: 272 }] }),
      audio: [{ codec: 'mp3' }],
    });
    await add(
      '3',
      'Wide Film',
      'wide.mkv',
      9_000_000_000,
      probe({ video: [{ codec: 'H264', width: 1920, height: 800 }] }),
    );
    await store().saveGroup(seriesSave());
    await store().saveGroup(albumSave());
  };
  const listed = async (text: string) =>
    (await store().list({ conditions: parseConditions([text], NOW) })).map((row) => row.title);

  describe('queries about files and people', () => {
    test.each([
      ['person:pacino', ['Night Train']],
      ['person:"Al Pacino"', ['Night Train']],
      ['person:"al PACINO",nobody', ['Night Train']],
      ['kind:movie -person:pacino', ['Old Harbour', 'Wide Film']],
      ['collection:"night trains"', ['Night Train']],
      ['status:planned', ['Old Harbour', 'Wide Film']],
      ['codec:hevc', ['Night Train']],
      ['codec:h264,mp3', ['Old Harbour', 'Wide Film']],
      ['kind:movie -codec:hevc', ['Old Harbour', 'Wide Film']],
      ['resolution:2160p', ['Night Train']],
      ['resolution:4K,480p', ['Night Train', 'Old Harbour']],
      ['resolution:1080p', ['Wide Film']],
      ['resolution:720p', []],
      ['hdr:yes', ['Night Train']],
      ['hdr:dolbyvision', ['Night Train']],
      ['hdr:hdr10', []],
      ['audio:pt', ['Night Train']],
      ['audio:pt-br', ['Night Train']],
      ['audio:p', []],
      ['subtitle:de', ['Night Train']],
      ['subtitle:en', ['The Wire']],
      ['size:>10G', ['Night Train']],
      ['size:600M..1G', ['Old Harbour']],
      ['size:9GB kind:movie', ['Wide Film']],
      ['path:HARBOUR', ['Old Harbour']],
      ['path:"season 1/"', ['The Wire']],
    ])('%s', async (text, titles) => {
      await fill();
      expect(await listed(text)).toEqual(titles);
      expect(await store().count({ conditions: parseConditions([text], NOW) })).toBe(titles.length);
    });

    test('episodes and tracks have files of their own', async () => {
      await fill();
      const found = async (text: string) => (await store().list({ conditions: parseConditions([text], NOW) })).length;
      expect(await found('kind:episode path:s01e01-e02')).toBe(2);
      expect(await found('kind:track path:nothing')).toBe(0);
    });

    test('edition:, locked: and missing:file follow files and persons', async () => {
      await fill();
      const edition = { name: "Director's Cut" };
      const save = groupSave({
        key: 'Night Train',
        files: [{ ...file('Night Train/Night.Train.DC.mkv'), edition }],
        draft: movieDraft({ ids: { tmdb: '1' }, values: values('tmdb', '1', { title: 'Night Train' }), images: [] }),
      });
      const { itemId } = await store().saveGroup(save);
      if (itemId === undefined) throw new Error('A matched group has an item');
      expect(await listed('edition:"director\'s"')).toEqual(['Night Train']);
      expect(await listed('locked:*')).toEqual([]);
      await store().hold({ itemId, field: 'title', author: 'me', at: AT, policy: save.policy });
      expect(await listed('locked:title')).toEqual(['Night Train']);
      expect(await listed('locked:year')).toEqual([]);
      expect(await listed('missing:file')).toEqual([]);
      await store().markMissing(save.group.library.root, ['Night Train/Night.Train.DC.mkv'], AT);
      expect(await listed('missing:file')).toEqual(['Night Train']);
      expect(await listed('kind:movie has:file')).toEqual(['Old Harbour', 'Wide Film']);
      expect(await listed('codec:hevc')).toEqual([]);
    });

    test.each(['size:big', 'size:5X', 'resolution:999p', 'locked:colour', 'codec:'])('%s is refused', (text) => {
      expect(() => parseConditions([text], NOW)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    });

    test('text from outside is text', async () => {
      await fill();
      for (const hostile of ["'; DROP TABLE items; --", '__proto__', '%', '_', '\\', '$.x']) {
        for (const filter of ['person', 'collection', 'status', 'codec', 'audio', 'subtitle', 'path', 'edition']) {
          expect([filter, await listed(`${filter}:"${hostile}"`)]).toEqual([filter, expect.any(Array)]);
        }
      }
      expect(await listed('person:%')).toEqual([]);
    });
  });
}
