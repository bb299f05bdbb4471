import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.ts';
import type { GroupSave, Store } from '../../src/store/port.ts';
import { albumSave, file, groupSave, identified, MOVIES, movieDraft, seriesSave, values } from '../store/drafts.ts';

export interface Stored {
  readonly folder: string;
  /** Path of the store's file. */
  readonly path: string;
  /** Environment in which the program finds no configuration and writes nowhere else. */
  readonly env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

/** A store in a folder of its own, filled by `fill`. */
export async function storedIn(fill: (store: Store) => Promise<void>): Promise<Stored> {
  const folder = await mkdtemp(join(tmpdir(), 'revenge-cli-'));
  const path = join(folder, 'library.sqlite');
  const store = await openStore(path);
  await fill(store);
  await store.close();
  return {
    folder,
    path,
    env: { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Two movies of one title, a series, an album, and a group that nobody is sure of. */
export async function smallLibrary(store: Store): Promise<void> {
  for (const save of [heat('949', 1995), heat('10000', 1986), seriesSave(), albumSave(), unsure()]) {
    await store.saveGroup(save);
  }
}

function heat(tmdb: string, year: number): GroupSave {
  const key = `Heat (${year})`;
  return groupSave({
    key,
    title: 'Heat',
    year,
    files: [file(`${key}/${key}.mkv`, { path: `/media/movies/${key}/${key}.mkv` })],
    draft: movieDraft({ ids: { tmdb }, values: values('tmdb', tmdb, { title: 'Heat', year, overview: 'A heist.' }) }),
  });
}

function unsure(): GroupSave {
  return groupSave({
    library: MOVIES,
    key: 'Dune\u001b[2J',
    title: 'Dune\u001b[2J',
    files: [file('Dune/Dune.mkv')],
    identification: identified({
      outcome: 'ambiguous',
      reasons: ['asked tmdb', 'two works are as near'],
      candidates: [
        {
          provider: 'tmdb',
          providerId: '841',
          kind: 'movie',
          ids: { tmdb: '841' },
          title: 'Dune',
          alternativeTitles: [],
          year: 1984,
          distance: 0.1,
          penalties: [{ name: 'year', amount: 0.1, detail: 'no year in the name' }],
        },
      ],
    }),
  });
}
