import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportDocument } from '../../src/cli/commands/export/document.ts';
import { file, groupSave, movieDraft, values } from '../store/drafts.ts';
import { runCli } from './run-cli.ts';
import { type Stored, smallLibrary, storedIn } from './stored.ts';

const MANY = 450;

let stored: Stored;
beforeAll(async () => {
  stored = await storedIn(async (store) => {
    await smallLibrary(store);
    const title = '=1+1, "quoted"';
    await store.saveGroup(
      groupSave({
        key: 'Formula',
        files: [file('Formula/@a.mkv'), file('Formula/b.mkv')],
        draft: movieDraft({ ids: { tmdb: '5' }, values: values('tmdb', '5', { title, genres: ['A', 'B'] }) }),
      }),
    );
    await store.saveGroups(
      Array.from({ length: MANY }, (_, place) =>
        groupSave({
          key: `Film ${place}`,
          files: [file(`Film ${place}/film.mkv`)],
          draft: movieDraft({
            ids: { tmdb: `${place + 1000}` },
            values: values('tmdb', `${place + 1000}`, { title: `Film ${place}`, year: 1900 }),
          }),
        }),
      ),
    );
  });
});
afterAll(() => stored.remove());

async function exported(...argv: readonly string[]): Promise<string> {
  const { out, code, err } = await runCli(['export', '--store', stored.path, ...argv], { env: stored.env });
  expect([code, err]).toEqual([0, '']);
  return out;
}

describe('export', () => {
  it('prints one item a line, with ids, values and files', async () => {
    const series = exportDocument.parse(JSON.parse(await exported('wire')));
    expect(series).toMatchObject({ kind: 'series', ids: { tvdb: '79126' }, fields: { title: 'The Wire', year: 2002 } });
    expect(series.files.map(({ path }) => path)).toContain('The Wire/Season 1/The Wire S01E01-E02.mkv');
    expect(JSON.parse(await exported('kind:episode', 'target'))).toMatchObject({
      position: { season: 1, episode: 1 },
      parents: [{ kind: 'season' }, { kind: 'series', ids: { tvdb: '79126' } }],
    });
  });

  it('prints every page of a large library once, in either form of JSON', async () => {
    const lines = (await exported('year:1900')).trimEnd().split('\n');
    expect(new Set(lines).size).toBe(MANY);
    expect(JSON.parse(await exported('year:1900', '--format', 'json'))).toEqual(lines.map((line) => JSON.parse(line)));
    expect(JSON.parse(await exported('title:nothing', '--format', 'json'))).toEqual([]);
  });

  it('prints CSV with a line for each file, and without formulas', async () => {
    const [header = '', ...lines] = (await exported('genre:a', '--format', 'csv')).trimEnd().split('\n');
    expect(header).toMatch(/^id,kind,title,year,parent,season,episode,disc,track,/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(`"'=1+1, ""quoted"""`);
    expect(lines[0]).toContain(',A; B,');
    expect(lines[0]).toContain(',films,Formula/@a.mkv,1000,');
  });

  it('refuses an unknown format', async () => {
    expect((await runCli(['export', '--format', 'xml', '--store', stored.path], { env: stored.env })).code).toBe(2);
  });
});
