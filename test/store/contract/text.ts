import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathFromBytes } from '../../../src/model/paths.ts';
import { sealRecord, sealValue } from '../../../src/model/seal.ts';
import { buildDraft } from '../../../src/reconcile/draft.ts';
import { sealSave } from '../../../src/scan/seal-save.ts';
import type { GroupSave, Store } from '../../../src/store/port.ts';
import { parseConditions } from '../../../src/store/query/parse.ts';
import { anyRecord } from '../../support/any-record.ts';
import {
  AT,
  credited,
  draft,
  file,
  groupSave,
  identified,
  MOVIES,
  movieDraft,
  preferring,
  type SaveParts,
  sealedDraft,
  values,
} from '../drafts.ts';
import { only } from './suite.ts';

/** `Amélie` in Latin-1, a newline, an escape sequence: a name on disk, but no text. */
const NAME = pathFromBytes(Buffer.from([0x41, 0x6d, 0xe9, 0x6c, 0x69, 0x65, 0x0a, 0x1b, 0x5b, 0x33, 0x31, 0x6d]));
const TWIN = pathFromBytes(Buffer.from([0x41, 0x6d, 0xea, 0x6c, 0x69, 0x65, 0x0a, 0x1b, 0x5b, 0x33, 0x31, 0x6d]));

function sealedSave({ draft: said, ...parts }: SaveParts): GroupSave {
  return sealSave(groupSave({ ...parts, ...(said === undefined ? {} : { draft: sealedDraft(said) }) }));
}

export function describeText(store: () => Store): void {
  describe('names and texts', () => {
    test('names that are no UTF-8 come back byte for byte, as path, key, unit and root', async () => {
      const library = { name: 'films', root: `/media/${NAME}`, kind: 'movies' } as const;
      const path = `${NAME}/${NAME}.mkv`;
      const files = [
        file(path, { hash: 'h', size: 3 }),
        file(`${NAME}/${TWIN}.mkv`, { hash: 'h', size: 3 }),
        file(`${NAME}/${NAME}.srt`, { role: 'subtitle', belongsTo: path }),
      ];
      const save = groupSave({ library, key: NAME, files, draft: movieDraft() });
      const { itemId } = await store().saveGroup(save);
      expect(await store().saveGroup(save)).toEqual({ rows: 0, itemId });
      const known = await store().unit(library.root, NAME);
      expect(known.files.map((one) => one.relativePath).sort()).toEqual(files.map((one) => one.relativePath).sort());
      expect(known.groups[0]?.key).toBe(NAME);
      expect(known.files[0]?.groupKey).toBe(NAME);
      expect(await store().units(library.root)).toEqual([NAME]);
      expect((await store().groupIdentity(library.root, NAME))?.itemId).toBe(itemId);
      expect(await store().groupIdentity(library.root, TWIN)).toBeUndefined();
      const trace = { relativePath: 'x.mkv', name: 'x.mkv', hash: 'h', size: 3 };
      const former = await store().formerFiles(library.root, [trace]);
      expect(former.map((one) => [one.root, one.relativePath]).sort()).toEqual(
        [`${NAME}/${NAME}.mkv`, `${NAME}/${TWIN}.mkv`].map((one) => [library.root, one]).sort(),
      );
      expect(await store().markMissing(library.root, [`${NAME}/${TWIN}.mkv`], AT)).toBe(1);
      expect(only(await store().show({ by: 'path', path: `${library.root}/${path}` })).id).toBe(itemId);
    });

    test('names of 255 bytes and with quotes are names like others', async () => {
      const key = `${'x'.repeat(240)}'";--%_`;
      await store().saveGroup(groupSave({ key, files: [file(`${key}/a.mkv`)], draft: movieDraft() }));
      expect((await store().unit('/media/movies', key)).files).toHaveLength(1);
    });

    test('the store alters no text of a sealed record', async () => {
      let count = 0;
      const property = fc.asyncProperty(anyRecord, async (given) => {
        const key = `Film ${count++}`;
        const record = sealRecord({ ...given, ids: { tmdb: key } });
        const { itemId } = await store().saveGroup(groupSave({ key, draft: buildDraft([record]) }));
        const view = only(await store().show({ by: 'id', id: itemId ?? '' }));
        const said = Object.entries(view.fields).flatMap(([field, { values: all }]) => {
          const own = all.find(({ provider }) => provider === record.provider);
          return own === undefined ? [] : [[field, own.value]];
        });
        expect(Object.fromEntries(said)).toEqual(record.values);
        expect(view.ids).toEqual(record.ids);
        const known = buildDraft([record])
          .credits.flatMap(({ credits }) => credits)
          .map(({ name, character }) => [name, character]);
        expect(view.cast.map(({ name, character }) => [name, character])).toEqual(known);
      });
      await fc.assert(property, { numRuns: 40 });
    });

    test('texts lose NUL, control characters and lone surrogates, and nothing else', async () => {
      const hostile = 'He\u0000at\ud800 \u001b[31mred\u001b[0m\nline';
      const clean = 'Heat\ufffd [31mred[0m\nline';
      const save = sealedSave({
        title: hostile,
        identification: identified({ outcome: 'matched', reasons: [hostile] }),
        files: [file('Heat (1995)/a.mkv', { versionLabel: hostile, error: { code: 'X', message: hostile } })],
        draft: draft('movie', {
          ids: { tmdb: '9\u000049' },
          values: values('tmdb', hostile, {
            title: hostile,
            genres: [hostile],
            certifications: [{ country: 'US', value: hostile }],
          }),
          credits: credited('tmdb', [
            { name: hostile, department: 'cast', character: hostile, order: 0, ids: { imdb: hostile } },
          ]),
          images: [{ kind: 'poster', url: `https://images.test/${hostile}`, provider: 'tmdb' }],
        }),
      });
      await store().saveGroup(save);
      expect(await store().saveGroup(save)).toMatchObject({ rows: 0 });
      const view = only(await store().show({ by: 'external', kind: 'tmdb', value: '949' }));
      expect(view.title).toBe(clean);
      expect(view.fields.genres?.value).toEqual([clean]);
      expect(view.fields.certifications?.value).toEqual([{ country: 'US', value: clean }]);
      expect(view.fields.title?.values[0]?.providerId).toBe(clean);
      expect(view.identification?.reasons).toEqual([clean]);
      expect(view.cast).toEqual([
        { name: clean, department: 'cast', character: clean, order: 0, ids: { imdb: clean } },
      ]);
      expect(view.files[0]?.versionLabel).toBe(clean);
    });

    test('texts, lists and ids of which each has 10 MB and more are kept as far as they are of use', async () => {
      const long = 'a heist. '.repeat(1_200_000);
      const save = sealedSave({
        title: long,
        identification: identified({ reasons: [long] }),
        draft: movieDraft({
          ids: { tmdb: '949', imdb: long },
          values: values('tmdb', '949', {
            title: long,
            overview: long,
            tags: Array.from({ length: 500_000 }, (_, number) => `tag number ${number}`),
            translations: [{ language: 'de', overview: long }],
          }),
          credits: credited('tmdb', [{ name: long, department: 'cast', character: long, order: 0, ids: {} }]),
          images: [{ kind: 'poster', url: `https://images.test/${long}`, provider: 'tmdb' }],
        }),
      });
      await store().saveGroup(save);
      expect(await store().saveGroup(save)).toMatchObject({ rows: 0 });
      const view = only(await store().show({ by: 'external', kind: 'tmdb', value: '949' }));
      expect(JSON.stringify(view).length).toBeLessThan(4_000_000);
      expect(view.ids).toEqual({ tmdb: '949' });
      expect(view.title).toBe(long.slice(0, 100_000));
      expect(
        (await store().list({ conditions: [{ what: 'term', kind: 'tag', terms: ['tag number 7'] }] })).length,
      ).toBe(1);
      expect((await store().show({ by: 'title', title: 'a heist' })).length).toBe(1);
    });

    test('what is looked for with NUL and lone surrogates in it is not found, or found without them', async () => {
      const hostile = 'He\u0000at\ud800';
      const { itemId } = await store().saveGroup(groupSave({ draft: movieDraft() }));
      if (itemId === undefined) throw new Error('A matched group has an item');
      for (const similar of [false, true]) {
        expect(await store().show({ by: 'title', title: `quorzz \u0000\ud800 glyph`, similar })).toEqual([]);
      }
      expect(await store().show({ by: 'external', kind: 'tmdb', value: hostile })).toEqual([]);
      expect(await store().show({ by: 'id', id: hostile })).toEqual([]);
      expect(await store().show({ by: 'path', path: `/media/movies/${hostile}` })).toEqual([]);
      expect(await store().imageByUrl(`https://images.test/${hostile}`)).toBeUndefined();
      expect(await store().itemByIds('movie', { imdb: hostile })).toBeUndefined();
      const trace = { relativePath: hostile, name: hostile, hash: hostile, size: 1 };
      const recording = { recording: hostile, release: hostile };
      const track = { artist: hostile, album: hostile, title: hostile, track: 1, disc: 1 };
      expect(await store().formerFiles(MOVIES.root, [{ ...trace, recording, track }])).toEqual([]);
      for (const filter of [`zz${hostile}`, `genre:${hostile}`, `text:zz${hostile}`, `certification:${hostile}`]) {
        expect(await store().list({ conditions: parseConditions([filter, `source:tmdb`], new Date()) })).toEqual([]);
      }
      expect(await store().count({ conditions: parseConditions([`library:${hostile}`], new Date()) })).toBe(0);
      const policy = preferring('tmdb');
      await store().hold({
        itemId,
        field: 'title',
        at: AT,
        ...sealValue({ author: hostile, reason: hostile, override: hostile }),
        policy,
      });
      expect(only(await store().holds(itemId))).toMatchObject({
        value: 'Heat\ufffd',
        author: 'Heat\ufffd',
        reason: 'Heat\ufffd',
      });
      await store().saveRun({
        id: '20260301-1' as never,
        command: 'scan',
        startedAt: AT,
        finishedAt: AT,
        summary: sealValue({ said: hostile }),
      });
      const titles = (await store().changes(itemId)).filter((change) => change.field === 'title');
      expect(titles.map((change) => change.after)).toMatchObject([{ value: 'Heat\ufffd' }]);
    });

    test('numbers that a source calls whole and that are not do no harm', async () => {
      const odd = movieDraft({
        values: values('tmdb', '949', { title: 'Heat', year: 1995.5 }),
        images: [
          { kind: 'poster', url: 'https://images.test/1.jpg', width: 10.7, votes: Number.NaN, provider: 'tmdb' },
        ],
      });
      await store().saveGroup(groupSave({ draft: odd }));
      const pending = only(await store().pendingArtwork({ movie: ['poster'] }, 10));
      expect(pending.candidates).toEqual([
        { kind: 'poster', url: 'https://images.test/1.jpg', width: 10, provider: 'tmdb' },
      ]);
    });
  });
}
