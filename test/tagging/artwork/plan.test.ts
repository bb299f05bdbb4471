import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArtworkKind } from '../../../src/model/files.ts';
import type { ItemId } from '../../../src/model/ids.ts';
import type { ItemKind } from '../../../src/model/kinds.ts';
import type { Position } from '../../../src/model/records.ts';
import type { FileView, ItemView } from '../../../src/model/views.ts';
import { applyPlan } from '../../../src/tagging/apply.ts';
import { folderOwnPictures } from '../../../src/tagging/artwork/own-pictures.ts';
import { folderBases } from '../../../src/tagging/bases.ts';
import { openJournal } from '../../../src/tagging/gateway/journal.ts';
import { undoRun } from '../../../src/tagging/gateway/undo-run.ts';
import { diskWriteFileSystem } from '../../../src/tagging/gateway/write-file-system.ts';
import { planTags, type TaggedLibrary } from '../../../src/tagging/plan.ts';
import type { Plan } from '../../../src/tagging/planned.ts';
import { snapshot } from '../gateway/tree.ts';

let folder: string;
let library: TaggedLibrary;
let run = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-pictures-'));
  const root = join(folder, 'library');
  await mkdir(root);
  const others = { nfo: 'off', embedded: 'read', id3: '2.4' } as const;
  library = { name: 'Films', root, ...others, artwork: 'write', hosts: ['kodi', 'jellyfin', 'plex'] };
  run = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const stored = new Map<string, Buffer>();

type Picture = readonly [kind: ArtworkKind, text: string, format?: string, provider?: string];

function itemOf(kind: ItemKind, title: string, files: readonly string[], pictures: readonly Picture[] = []): ItemView {
  return {
    id: title as ItemId,
    kind,
    title,
    identified: true,
    ids: {},
    fields: {},
    cast: [],
    crew: [],
    images: pictures.map(([of, text, format = 'jpg', provider = 'tmdb']) => {
      const digest = digestOf(text);
      stored.set(digest, Buffer.from(text));
      const facts = { format, width: 1, height: 1, bytes: text.length, blurhash: '', thumbnails: [] };
      return { ...facts, digest, path: digest, kind: of, provider, url: `https://x/${text}` };
    }),
    files: files.map((path): FileView => ({ library: 'Films', path, role: 'main', size: 1 })),
    children: [],
    parents: [],
  };
}

const within = (parent: ItemView, ...children: readonly ItemView[]): ItemView => ({ ...parent, children });
const at = (position: Position, item: ItemView): ItemView => ({ ...item, position });

async function put(path: string, text = ''): Promise<void> {
  await mkdir(dirname(join(library.root, path)), { recursive: true });
  await writeFile(join(library.root, path), text);
}

const ports = () => ({
  files: diskWriteFileSystem,
  bases: folderBases(join(folder, 'bases')),
  pictures: folderOwnPictures(join(folder, 'pictures')),
  signal: new AbortController().signal,
});

async function plan(...items: readonly ItemView[]): Promise<Plan> {
  for (const path of items.flatMap(pathsOf)) if (!existsSync(join(library.root, path))) await put(path);
  async function* all() {
    yield* items;
  }
  return planTags(
    { ...ports(), libraries: [library], nfo: { country: 'US' }, fields: undefined, splitLinks: false },
    all(),
  );
}

function pathsOf(item: ItemView): string[] {
  return [...item.files.map(({ path }) => path), ...item.children.flatMap(pathsOf)];
}

async function tag(...items: readonly ItemView[]): Promise<Record<string, string>> {
  const { writes } = await plan(...items);
  run += 1;
  const journal = await openJournal(diskWriteFileSystem, join(folder, `run-${run}`));
  const storedPicture = async ({ digest }: { readonly digest: string }) => stored.get(digest) ?? Buffer.from('');
  const outcomes: Record<string, string> = {};
  for await (const { write, outcome } of applyPlan({ ...ports(), storedPicture, journal }, writes)) {
    outcomes[write.path] = outcome;
  }
  return outcomes;
}

/** The tree with whole seconds as times: Node sets times to the microsecond only. */
async function settled(): Promise<Record<string, string>> {
  for (const path of Object.keys(await snapshot(library.root))) {
    await utimes(join(library.root, path), 1_600_000_000, 1_500_000_000);
  }
  return snapshot(library.root);
}

const undo = (number = run) => undoRun(diskWriteFileSystem, join(folder, `run-${number}`), false);
const textOf = (path: string): Promise<string> => readFile(join(library.root, path), 'utf8');
const newPaths = ({ writes }: Plan): string[] => writes.map(({ path }) => path).sort();
const reasons = ({ left }: Plan): string[] => left.map(({ path, why }) => `${path}: ${why}`);

const ALIEN = 'Alien (1979)/Alien (1979).mkv';
const alien = (...pictures: readonly Picture[]): ItemView => itemOf('movie', 'Alien', [ALIEN], pictures);

describe('where pictures go', () => {
  test('a movie in its own folder, and movies in a folder of several', async () => {
    const own = alien(['poster', 'p'], ['backdrop', 'b'], ['logo', 'l', 'png'], ['cover', 'none']);
    const heat = itemOf('movie', 'Heat', ['Flat/Heat.mkv'], [['poster', 'h']]);
    const up = itemOf('movie', 'Up', ['Flat/Up.mkv', 'Top.mkv'], [['poster', 'u']]);
    expect(newPaths(await plan(own, heat, up))).toEqual([
      'Alien (1979)/clearlogo.png',
      'Alien (1979)/fanart.jpg',
      'Alien (1979)/poster.jpg',
      'Flat/Heat-poster.jpg',
      'Flat/Heat.jpg',
      'Flat/Up-poster.jpg',
      'Flat/Up.jpg',
      'Top-poster.jpg',
      'Top.jpg',
    ]);
  });

  test('versions of a movie share their folder, and a disc folder takes the folder around it', async () => {
    const versions = itemOf('movie', 'Up', ['Up/Up - 720p.mkv', 'Up/Up - 4k.mkv'], [['poster', 'u']]);
    const disc = itemOf('movie', 'Heat', ['Heat/VIDEO_TS/VTS_01_1.VOB'], [['poster', 'h']]);
    expect(newPaths(await plan(versions, disc))).toEqual(['Heat/poster.jpg', 'Up/poster.jpg']);
  });

  test('a series with seasons, specials and episodes', async () => {
    const episode = (number: number, path: string): ItemView =>
      at({ season: 1, episode: number }, itemOf('episode', `E${number}`, [path], [['still', `s${number}`]]));
    const pilot = episode(1, 'Show/Season 01/Show S01E01.mkv');
    const double = [2, 3].map((number) => episode(number, 'Show/Season 01/Show S01E02-E03.mkv'));
    const special = itemOf('episode', 'Special', ['Show/Specials/Show S00E01.mkv']);
    const seasonOne = at({ season: 1 }, itemOf('season', 'One', [], [['poster', 'one']]));
    const seasonZero = at({ season: 0 }, itemOf('season', 'Specials', [], [['poster', 'zero']]));
    const empty = at({ season: 2 }, itemOf('season', 'Two', [], [['poster', 'two']]));
    const show = within(
      itemOf(
        'series',
        'Show',
        [],
        [
          ['poster', 'p'],
          ['banner', 'b'],
        ],
      ),
      within(seasonZero, special),
      within(seasonOne, pilot, ...double),
      empty,
    );
    const planned = await plan(show);
    expect(newPaths(planned)).toEqual([
      'Show/Season 01/Show S01E01-thumb.jpg',
      'Show/Season 01/Show S01E01.jpg',
      'Show/Season 01/Show S01E02-E03-thumb.jpg',
      'Show/Season 01/Show S01E02-E03.jpg',
      'Show/Season01.jpg',
      'Show/banner.jpg',
      'Show/poster.jpg',
      'Show/season-specials-poster.jpg',
      'Show/season01-poster.jpg',
    ]);
    const double23 = planned.writes.find(({ path }) => path.endsWith('E03.jpg'));
    expect(double23).toMatchObject({ what: 'picture', picture: { digest: digestOf('s2') } });
  });

  test('an album of two discs, and an artist with a folder of its own', async () => {
    const album = within(
      itemOf('release', 'Wish', [], [['cover', 'c']]),
      itemOf('track', 'One', ['Pink Floyd/Wish/CD 1/01.flac']),
      itemOf('track', 'Two', ['Pink Floyd/Wish/CD 2/01.flac']),
    );
    const artist = within(
      itemOf(
        'artist',
        'Pink Floyd',
        [],
        [
          ['profile', 'band'],
          ['backdrop', 'b'],
        ],
      ),
      within(itemOf('release-group', 'Wish', []), album),
    );
    expect(newPaths(await plan(album, artist))).toEqual([
      'Pink Floyd/Wish/cover.jpg',
      'Pink Floyd/artist.jpg',
      'Pink Floyd/fanart.jpg',
      'Pink Floyd/folder.jpg',
    ]);
    // A folder of another name may be that of a label or of several artists.
    const elsewhere = { ...artist, title: 'The Floyd' };
    expect(newPaths(await plan(elsewhere))).toEqual([]);
  });
});

describe('pictures of somebody else', () => {
  test.each(['poster.jpg', 'folder.jpg', 'Alien (1979).png', 'Alien (1979)-poster.jpg', 'Poster.JPG', 'poster2.jpg'])(
    '%s keeps a poster from being written, and stays as it is',
    async (name) => {
      await put(`Alien (1979)/${name}`, 'theirs');
      const planned = await plan(alien(['poster', 'ours'], ['backdrop', 'b']));
      expect(newPaths(planned)).toEqual(['Alien (1979)/fanart.jpg']);
      expect(reasons(planned)).toEqual([
        `Alien (1979)/poster.jpg: there is a picture of somebody else: Alien (1979)/${name}`,
      ]);
      await tag(alien(['poster', 'ours']));
      expect(await textOf(`Alien (1979)/${name}`)).toBe('theirs');
    },
  );

  test('a link, a picture with the bytes that we would write, and one that was put in place of ours', async () => {
    await put('Alien (1979)/poster.jpg', 'ours');
    expect(await tag(alien(['poster', 'ours']))).toEqual({});
    await rm(join(library.root, 'Alien (1979)/poster.jpg'));
    await symlink('/etc/hostname', join(library.root, 'Alien (1979)/poster.jpg'));
    expect(reasons(await plan(alien(['poster', 'ours'])))).toHaveLength(1);
    await rm(join(library.root, 'Alien (1979)/poster.jpg'));
    expect(await tag(alien(['poster', 'ours']))).toEqual({ 'Alien (1979)/poster.jpg': 'written' });
    await put('Alien (1979)/poster.jpg', 'mine');
    expect(await tag(alien(['poster', 'new']))).toEqual({});
    expect(await textOf('Alien (1979)/poster.jpg')).toBe('mine');
    const [undone] = await undo(1);
    expect(undone).toBeUndefined();
  });

  test('an empty picture is passed over by hosts, so it is nobody’s', async () => {
    await put('Alien (1979)/folder.jpg');
    expect(newPaths(await plan(alien(['poster', 'ours'])))).toEqual(['Alien (1979)/poster.jpg']);
  });

  test('a picture that lies beside the media is not written under other names', async () => {
    const planned = await plan(alien(['poster', 'mine', 'jpg', 'local']));
    expect([planned.writes, planned.left]).toEqual([[], []]);
  });
});

describe('pictures of revenge', () => {
  const POSTER = 'Alien (1979)/poster.jpg';

  test('are not written twice, also where only their time has changed', async () => {
    expect(await tag(alien(['poster', 'p']))).toEqual({ [POSTER]: 'written' });
    expect((await plan(alien(['poster', 'p']))).unchanged).toBe(1);
    await utimes(join(library.root, POSTER), 1, 1);
    const planned = await plan(alien(['poster', 'p']));
    expect([planned.unchanged, planned.writes, planned.left]).toEqual([1, [], []]);
  });

  test('are replaced by a later choice, and undo goes back one by one', async () => {
    await put(ALIEN);
    const before = await settled();
    await tag(alien(['poster', 'first']));
    const first = await settled();
    expect(await tag(alien(['poster', 'second']))).toEqual({ [POSTER]: 'written' });
    expect(await textOf(POSTER)).toBe('second');
    await undo();
    expect(await snapshot(library.root)).toEqual(first);
    // What undo brought back is still known as revenge's own.
    expect(await tag(alien(['poster', 'third']))).toEqual({ [POSTER]: 'written' });
    await undo();
    await undo(1);
    expect(await snapshot(library.root)).toEqual(before);
  });

  test('go when the format or the hosts change, and undo brings them back', async () => {
    await tag(itemOf('movie', 'Up', ['Flat/Up.mkv'], [['poster', 'p']]), itemOf('movie', 'B', ['Flat/B.mkv']));
    const both = await settled();
    library = { ...library, hosts: ['kodi'] };
    const png = itemOf('movie', 'Up', ['Flat/Up.mkv'], [['poster', 'p2', 'png']]);
    expect(await tag(png)).toEqual({
      'Flat/Up-poster.png': 'written',
      'Flat/Up-poster.jpg': 'removed',
      'Flat/Up.jpg': 'removed',
    });
    expect(await readdir(join(library.root, 'Flat'))).toEqual(['B.mkv', 'Up-poster.png', 'Up.mkv']);
    await undo();
    expect(await snapshot(library.root)).toEqual(both);
  });

  test('with another name (hard link) are refused', async () => {
    await tag(alien(['poster', 'p']));
    await link(join(library.root, POSTER), join(library.root, 'other.jpg'));
    expect(await tag(alien(['poster', 'q']))).toEqual({ [POSTER]: 'failed' });
  });

  test('a name of more than 255 bytes is left alone', async () => {
    const stem = 'x'.repeat(249);
    const planned = await plan(itemOf('movie', 'X', [`${stem}.mkv`], [['poster', 'p']]));
    expect(reasons(planned).join()).toContain('longer than 255 bytes');
  });
});

test('a plan that was edited to replace a picture of somebody else is refused', async () => {
  await put('Alien (1979)/poster.jpg', 'theirs');
  const journal = await openJournal(diskWriteFileSystem, join(folder, 'edited'));
  const common = { library: 'Films', root: library.root, title: '', expected: digestOf('theirs') };
  const path = 'Alien (1979)/poster.jpg';
  const removal = { ...common, path, what: 'removal', kind: 'poster' } as const;
  const storedPicture = async () => Buffer.from('ours');
  for await (const one of applyPlan({ ...ports(), storedPicture, journal }, [removal])) {
    expect(one.outcome === 'failed' && one.error.code).toBe('WRITE_REFUSED');
  }
  expect(await textOf(path)).toBe('theirs');
});

test('a folder that cannot be reached leaves its pictures alone, and the others are planned', async () => {
  const gone = itemOf('movie', 'Gone', ['Gone/Gone.mkv'], [['poster', 'p']]);
  await put(ALIEN);
  async function* all() {
    yield gone;
    yield alien(['poster', 'p']);
  }
  const planned = await planTags(
    { ...ports(), libraries: [library], nfo: { country: 'US' }, fields: undefined, splitLinks: false },
    all(),
  );
  expect(newPaths(planned)).toEqual(['Alien (1979)/poster.jpg']);
  expect(planned.left.every(({ error }) => error?.code === 'ROOT_UNAVAILABLE')).toBe(true);
});
