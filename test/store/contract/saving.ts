import { describe, expect, test } from 'vitest';
import type { HoldRequest } from '../../../src/model/overrides.ts';
import type { GroupSave, Store } from '../../../src/store/port.ts';
import {
  AT,
  albumSave,
  credited,
  draft,
  file,
  groupSave,
  identified,
  LATER,
  movieDraft,
  preferring,
  sealedDraft,
  seriesDraft,
  seriesSave,
  values,
} from '../drafts.ts';
import { only } from './suite.ts';

const PROBE = { container: 'matroska', duration: 10, video: [], audio: [], subtitles: [], warnings: ['truncated'] };

export function describeSaving(store: () => Store): void {
  const movie = () => store().show({ by: 'external', kind: 'tmdb', value: '949' }).then(only);

  describe('saving a group', () => {
    test('keeps everything that is known of it', async () => {
      const files = [file('Heat (1995)/Heat.mkv', { hash: '00ff', probe: PROBE, versionLabel: '1080p', part: 1 })];
      const identification = identified({ score: 1, ids: { tmdb: '949' } });
      const { rows, itemId } = await store().saveGroup(groupSave({ draft: movieDraft(), files, identification }));
      expect(rows).toBeGreaterThan(0);

      const view = await movie();
      expect(view).toMatchObject({
        id: itemId,
        kind: 'movie',
        title: 'Heat',
        year: 1995,
        ids: { tmdb: '949', imdb: 'tt0113277' },
        identification,
        children: [],
        parents: [],
        images: [],
      });
      expect(view.fields.title).toEqual({
        value: 'Heat',
        provider: 'radarr',
        values: [
          {
            field: 'title',
            provider: 'radarr',
            providerId: '7',
            value: 'Heat',
            confidence: 1,
            fetchedAt: AT,
            digest: 'd1',
          },
          {
            field: 'title',
            provider: 'tmdb',
            providerId: '949',
            value: 'Heat',
            confidence: 1,
            fetchedAt: AT,
            digest: 'd1',
          },
        ],
      });
      expect(view.fields.genres?.value).toEqual(['Crime', 'Drama']);
      expect([...view.cast, ...view.crew]).toEqual(movieDraft().credits[0]?.credits);
      expect(view.files).toEqual([
        {
          library: 'films',
          hash: '00ff',
          path: 'Heat (1995)/Heat.mkv',
          role: 'main',
          size: 1000,
          part: 1,
          versionLabel: '1080p',
          probe: PROBE,
        },
      ]);
    });

    test('the same again changes no row, whatever the time', async () => {
      const first = await store().saveGroup(groupSave({ draft: movieDraft() }));
      const later = movieDraft();
      const fetchedLater = { ...later, values: later.values.map((value) => ({ ...value, fetchedAt: LATER })) };
      const again = await store().saveGroup(groupSave({ draft: fetchedLater, at: LATER }));
      expect(again).toEqual({ rows: 0, itemId: first.itemId });
      expect((await movie()).fields.title?.values[0]?.fetchedAt).toBe(AT);
    });

    test('counts the rows that did change', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      const changed = movieDraft({ values: values('tmdb', '949', { title: 'Heat', year: 1996 }, 'd2') });
      // The value, the answer it is from, and the item that now is of 1996 to whoever believes TMDb.
      const saved = await store().saveGroup(groupSave({ draft: changed, policy: preferring('tmdb') }));
      expect(saved.rows).toBe(3);
      expect((await movie()).year).toBe(1996);
    });

    test('a save is data: what JSON makes of it is saved to the same rows', async () => {
      const saves = [groupSave({ draft: movieDraft() }), seriesSave(), albumSave()];
      await store().saveGroups(saves);
      const sent: GroupSave[] = JSON.parse(JSON.stringify(saves));
      const [first] = await store().saveGroups(sent);
      expect((await store().saveGroups(saves)).map(({ rows }) => rows)).toEqual([0, 0, 0]);
      if (first?.itemId === undefined) throw new Error('A matched group has an item');
      const said = { itemId: first.itemId, field: 'title', author: 'me', at: AT, override: 'Hitze' } as const;
      const request: HoldRequest = { ...said, policy: preferring('tmdb') };
      const sentRequest: HoldRequest = JSON.parse(JSON.stringify(request));
      expect(await store().hold(sentRequest)).toBe(1);
      expect(await store().hold(request)).toBe(0);
    });

    test('a save by a policy that nobody has defined is refused', async () => {
      const save = groupSave({ draft: movieDraft(), policy: 'nobody’s' });
      await expect(store().saveGroup(save)).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await store().list({})).toEqual([]);
    });

    test('a value is replaced only by a value', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      const emptied = { title: '', overview: 'A better text.', genres: [] };
      const said = values('tmdb', '949', emptied, 'd2');
      const poorer = sealedDraft(draft('movie', { ids: { tmdb: '949' }, values: said }));
      await store().saveGroup(groupSave({ draft: poorer, at: LATER }));
      const view = await movie();
      expect(view.ids.imdb).toBe('tt0113277');
      expect(view.fields.runtime?.provider).toBe('radarr');
      expect(view.fields.title?.values.map((value) => value.provider)).toEqual(['radarr', 'tmdb']);
      expect(view.fields.overview?.value).toBe('A better text.');
      expect(view.fields.genres?.value).toEqual(['Crime', 'Drama']);
      expect(view.cast).toHaveLength(2);
    });

    test('a value of a local source goes when the same group says it under a new name', async () => {
      const named = (key: string, title: string) =>
        movieDraft({ values: [...values('name', key, { title }), ...values('radarr', '7', { year: 1995 })] });
      await store().saveGroup(groupSave({ draft: named('Heat.mkv', 'Haet') }));
      await store().saveGroup(groupSave({ draft: named('Heat (1995).mkv', 'Heat') }));
      expect((await movie()).fields.title?.values.map((value) => value.value)).toEqual(['Heat']);
    });

    test('two groups of one movie keep what each of them says', async () => {
      const named = (key: string) => movieDraft({ values: values('name', key, { title: key }) });
      const first = await store().saveGroup(groupSave({ key: 'Heat (1995)', draft: named('Heat (1995)') }));
      const second = await store().saveGroup(groupSave({ key: 'Heat 4K', draft: named('Heat 4K') }));
      expect(second.itemId).toBe(first.itemId);
      expect(await store().saveGroup(groupSave({ key: 'Heat (1995)', draft: named('Heat (1995)') }))).toMatchObject({
        rows: 0,
      });
      const view = await movie();
      expect(view.fields.title?.values.map((value) => value.providerId)).toEqual(['Heat (1995)', 'Heat 4K']);
      expect(view.files).toHaveLength(2);
    });

    test('fields are resolved over all stored values, with the policy of the save', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      const tmdbOnly = movieDraft({ values: values('tmdb', '949', { title: 'Heat!' }) });
      await store().saveGroup(groupSave({ draft: tmdbOnly }));
      expect((await movie()).title).toBe('Heat');
      await store().saveGroup(groupSave({ draft: tmdbOnly, policy: preferring('tmdb') }));
      expect((await movie()).title).toBe('Heat!');
    });

    test('credits are replaced by a list that differs, and by none that is empty', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      const credits = [{ name: 'Val Kilmer', department: 'cast', order: 0, ids: { 'tmdb-person': '5576' } }] as const;
      const other = movieDraft({ credits: credited('tmdb', credits) });
      expect((await store().saveGroup(groupSave({ draft: other }))).rows).toBeGreaterThan(0);
      const view = await movie();
      expect(view.cast.map((credit) => credit.name)).toEqual(['Val Kilmer']);
      expect(view.crew).toEqual([]);
    });

    test('people are one person across works, by id or by their bare name', async () => {
      await store().saveGroup(groupSave({ draft: movieDraft() }));
      const profileUrl = 'https://images.test/pacino.jpg';
      const credits = [
        { name: 'Al Pacino', department: 'cast', order: 0, ids: { 'tmdb-person': '1158' }, profileUrl, guest: true },
        { name: 'Michael Mann', department: 'writing', job: 'Screenplay', order: 0, ids: {}, episodeCount: 3 },
      ] as const;
      const serpicoDraft = movieDraft({ ids: { tmdb: '9040' }, credits: credited('tmdb', credits) });
      await store().saveGroup(groupSave({ key: 'Serpico', draft: serpicoDraft }));
      expect((await movie()).cast[0]?.profileUrl).toBe(profileUrl);
      const serpico = only(await store().show({ by: 'external', kind: 'tmdb', value: '9040' }));
      expect([...serpico.cast, ...serpico.crew]).toEqual(credits);
    });

    test('a group of another kind than before is another work', async () => {
      const first = await store().saveGroup(groupSave({ draft: movieDraft({ ids: {} }) }));
      const second = await store().saveGroup(groupSave({ draft: seriesDraft({ ids: {} }), kind: 'series' }));
      expect(second.itemId).not.toBe(first.itemId);
    });

    test('runs are kept', async () => {
      const run = { command: 'scan', startedAt: AT, finishedAt: LATER, summary: { rows: 1 } };
      const { newRunId } = await import('../../../src/model/ids.ts');
      const id = newRunId(new Date(AT));
      await store().saveRun({ ...run, id });
      await expect(store().saveRun({ ...run, id })).resolves.toBeUndefined();
      expect(await store().runs(5)).toEqual([{ ...run, id }]);
      expect(await store().runs(0)).toEqual([]);
    });
  });

  describe('saving a group without a draft', () => {
    test.each(['ambiguous', 'unmatched', 'degraded', 'ignored'] as const)(
      '%s: records the outcome, keeps item and values',
      async (outcome) => {
        const { itemId } = await store().saveGroup(groupSave({ draft: movieDraft() }));
        const before = await movie();
        const without = groupSave({ identification: identified({ outcome }), at: LATER });
        expect(await store().saveGroup(without)).toEqual({ rows: 1, itemId });
        expect(await store().saveGroup(without)).toEqual({ rows: 0, itemId });
        expect(await movie()).toEqual({ ...before, identification: identified({ outcome }) });
        const unit = await store().unit('/media/movies', 'Heat (1995)');
        expect(only(unit.groups)).toMatchObject({ outcome, itemId, title: 'Heat' });
        const open = (await store().openGroups({})).map(({ key, itemId: of }) => [key, of]);
        // Of a degraded work only some source could not be asked.
        expect(open).toEqual(outcome === 'degraded' ? [] : [['Heat (1995)', itemId]]);
      },
    );

    test('a group that never had an item is open', async () => {
      const identification = identified({ outcome: 'ambiguous', reasons: ['two are as good'] });
      const saved = await store().saveGroup(groupSave({ title: 'Heat', year: 1995, identification }));
      expect(saved.itemId).toBeUndefined();
      expect(await store().openGroups({})).toEqual([
        {
          key: 'Heat (1995)',
          library: 'films',
          kind: 'movie',
          outcome: 'ambiguous',
          title: 'Heat',
          year: 1995,
          files: 1,
          identification,
        },
      ]);
    });
  });
}
