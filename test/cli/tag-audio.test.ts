import { createHash } from 'node:crypto';
import { cp, link, lstat, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryWindow } from '../../src/media/formats/window.ts';
import { planTagEdit } from '../../src/tagging/embedded/plan-edit.ts';
import { splicedWindow } from '../../src/tagging/embedded/splice.ts';
import { hasAudioTools } from '../support/media/tools.ts';
import { FIXTURES } from '../support/scan-world.ts';
import { readWithMutagen, soundDigest, tagsOf } from '../tagging/embedded/sound-files.ts';
import { type CliResult, runCli } from './run-cli.ts';

/* The music of the demo, whose tags are written, edited by hand and taken back. Each test goes on where the one before ended. */
let folder: string;
let untouched: Tree;
const configPath = () => join(folder, 'demo/revenge.config.yaml');
const music = (path: string) => join(folder, 'demo/library/Music', path);
const TIME = 'Pink Floyd/The Dark Side of the Moon (1973)/04 Time.mp3';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-tag-audio-'));
  await cp(FIXTURES, join(folder, 'demo'), { recursive: true });
  await setTagging('embedded: write', '../../.revenge-demo/library.sqlite');
  await revenge('scan', '--quiet');
  untouched = await tree();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function setTagging(tagging: string, store: string): Promise<void> {
  const config = await readFile(join(FIXTURES, 'revenge.config.yaml'), 'utf8');
  const changed = config
    .replace('kind: music }', `kind: music, tagging: { ${tagging} } }`)
    .replace(store, '../store/library.sqlite');
  await writeFile(configPath(), changed);
}

function revenge(...args: readonly string[]): Promise<CliResult> {
  return runCli([...args, '--config', configPath(), '--replay', join(folder, 'demo/cassettes')]);
}

type Tree = ReadonlyMap<string, string>;

/** Every file of the library with its content, permissions and time. */
async function tree(): Promise<Tree> {
  const root = join(folder, 'demo/library');
  const found = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode, mtimeMs } = await lstat(path);
    const digest = createHash('sha1')
      .update(await readFile(path))
      .digest('hex');
    found.set(path, `${(mode & 0o777).toString(8)} ${Math.round(mtimeMs)} ${digest}`);
  }
  return found;
}

interface Write {
  readonly path: string;
  readonly outcome?: string;
  readonly fields: readonly { readonly field: string; readonly what: string; readonly source: string }[];
}

async function tagged(...args: readonly string[]): Promise<{ writes: Write[]; unchanged: number; left: unknown[] }> {
  const { err, out } = await revenge('tag', '--json', ...args);
  expect(err).toBe('');
  return JSON.parse(out);
}

/** A change of one field by another program. */
async function editByHand(path: string, field: string, value: string): Promise<void> {
  const window = memoryWindow(await readFile(path));
  const edit = planTagEdit(window, new Map([[field, [value]]]));
  if (edit.status !== 'edit') throw new Error(edit.status);
  const made = splicedWindow(window, edit.splices);
  await writeFile(path, made.read(0, made.size));
}

test('only the named fields are planned, with old and new value and the source', async () => {
  const { writes } = await tagged('--dry-run', '--fields', 'date,musicbrainz_albumid');
  const time = writes.find(({ path }) => path === TIME);
  expect(time?.fields).toEqual([
    { field: 'date', what: 'replaced', before: ['1973'], after: ['1973-03-24'], source: 'musicbrainz' },
  ]);
  expect(await tree()).toEqual(untouched);
  expect((await revenge('tag', '--fields', 'shoe_size')).code).toBe(2);
});

test('a diff shows the old and the new values of a field', async () => {
  const { out } = await revenge('tag', '--dry-run', '--diff', '--fields', 'date');
  expect(out).toContain(`~ ${TIME}: replaces date\n-date: 1973\n+date: 1973-03-24\n`);
});

test('a file with other hard links is left alone', async () => {
  await link(music(TIME), join(folder, 'seeding'));
  expect((await tagged('--dry-run')).left).toEqual([
    { library: 'Music', path: TIME, why: 'it has 2 names (hard links), and --split-links is not given' },
  ]);
  expect((await tagged('--dry-run', '--split-links')).left).toEqual([]);
  await rm(join(folder, 'seeding'));
});

test('the tags are written as the store has them, and nothing else', async () => {
  const sound = hasAudioTools ? soundDigest(music(TIME)) : '';
  const before = tagsOf(await readFile(music(TIME)));
  const { writes } = await tagged();
  expect(writes).toHaveLength(25);
  expect(writes.every(({ outcome }) => outcome === 'written')).toBe(true);
  const after = tagsOf(await readFile(music(TIME)));
  expect(after).toMatchObject({
    title: 'Time',
    albumArtist: 'Pink Floyd',
    date: '1973-03-24',
    genres: ['progressive rock', 'psychedelic rock'],
    label: 'Harvest',
    releaseTypes: ['album'],
    ids: { ...before?.ids, 'musicbrainz-release-group': 'f5093c06-23e3-404f-aeaa-40f72885ee3a' },
  });
  const changed = [...(await tree())].filter(([path, state]) => untouched.get(path) !== state);
  expect(changed).toHaveLength(25);
  if (!hasAudioTools) return;
  expect(soundDigest(music(TIME))).toBe(sound);
  expect(readWithMutagen([music(TIME)])[music(TIME)]?.fields).toMatchObject({
    label: ['Harvest'],
    genre: ['progressive rock', 'psychedelic rock'],
    musicbrainz_releasegroupid: ['f5093c06-23e3-404f-aeaa-40f72885ee3a'],
  });
});

test('a second run writes nothing, also after a scan', async () => {
  const before = await tree();
  expect(await tagged()).toMatchObject({ writes: [], unchanged: 25 });
  expect((await revenge('scan', '--quiet')).code).toBe(0);
  expect(await tagged()).toMatchObject({ writes: [], unchanged: 25 });
  expect((await revenge('tag', '--check')).code).toBe(0);
  expect(await tree()).toEqual(before);
});

test('an edit by hand is kept, a new value of the store is written beside it', async () => {
  await editByHand(music(TIME), 'MEDIA', 'Cassette');
  const [album] = JSON.parse((await revenge('list', '--json', 'kind:release', 'Dark Side')).out).items ?? [];
  await revenge('set', album.id, 'label=Another label');
  const { writes } = await tagged('Dark', 'Side');
  const time = writes.find(({ path }) => path === TIME);
  expect(time?.fields).toMatchObject([
    { field: 'label', what: 'replaced', source: 'person' },
    { field: 'media', what: 'edited' },
  ]);
  const now = tagsOf(await readFile(music(TIME)));
  expect(now).toMatchObject({ media: 'Cassette', label: 'Another label' });
});

test('undo takes back one run after the other, with bytes, modes and times', async () => {
  expect((await revenge('undo')).code).toBe(0);
  expect(tagsOf(await readFile(music(TIME)))).toMatchObject({ media: 'Cassette', label: 'Harvest' });
  // The edit by hand was no write of revenge, so the first run finds the file changed.
  const second = await revenge('undo');
  expect(second.code).toBe(1);
  expect(second.out).toContain('04 Time.mp3: not restored');
  const other = [...(await tree())].filter(([path, state]) => untouched.get(path) !== state);
  expect(other.map(([path]) => path)).toEqual([music(TIME)]);
});
