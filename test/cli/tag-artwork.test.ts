import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIXTURES } from '../support/scan-world.ts';
import { type CliResult, runCli } from './run-cli.ts';

/* Pictures of the demo library, written, scanned again and taken back. Each test goes on where the one before ended. */
let folder: string;
let untouched: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-tag-artwork-'));
  await cp(FIXTURES, join(folder, 'demo'), { recursive: true, preserveTimestamps: true });
  const config = join(folder, 'demo/revenge.config.yaml');
  const text = await readFile(config, 'utf8');
  await writeFile(
    config,
    text
      .replaceAll(/kind: (\w+) \}/g, 'kind: $1, tagging: { artwork: write } }')
      .replace('../../.revenge-demo/library.sqlite', '../store/library.sqlite'),
  );
  await revenge('scan', '--quiet');
  untouched = await pictures();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function revenge(...args: readonly string[]): Promise<CliResult> {
  const demo = join(folder, 'demo');
  return runCli([...args, '--config', join(demo, 'revenge.config.yaml'), '--replay', join(demo, 'cassettes')]);
}

/** Every picture of the library, with the digest of its bytes. */
async function pictures(): Promise<readonly string[]> {
  const root = join(folder, 'demo/library');
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile() && /\.(?:jpg|png|webp)$/.test(entry.name));
  const lines = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const digest = createHash('sha1')
      .update(await readFile(path))
      .digest('hex');
    return `${path.slice(root.length + 1)} ${digest}`;
  });
  return (await Promise.all(lines)).sort();
}

const summaryOf = ({ out }: CliResult) => JSON.parse(out.trim().split('\n').at(-1) ?? '').summary;

test('pictures are written beside the media, those of others stay', async () => {
  const { code, err, out } = await revenge('tag', '--json');
  expect(`${code} ${err}`).toBe('0 ');
  const { writes, left } = JSON.parse(out);
  expect(writes.length).toBeGreaterThan(5);
  expect(new Set(writes.map(({ outcome }: { outcome: string }) => outcome))).toEqual(new Set(['written']));
  const now = await pictures();
  expect(now.length).toBe(untouched.length + writes.length);
  expect(now).toEqual(expect.arrayContaining([...untouched]));
  expect(now.map((line) => line.split(' ').slice(0, -1).join(' '))).toEqual(
    expect.arrayContaining(['Movies/The Matrix (1999)/poster.jpg', 'TV/Breaking Bad/poster.jpg']),
  );
  // Alien has a poster of its owner, which is also the one that the scan chose.
  expect(left).toEqual([]);
});

test('a scan and a second run change nothing: what revenge wrote is no source', async () => {
  const images = async () => JSON.parse((await revenge('show', '--json', 'tmdb:603')).out).images;
  const before = await images();
  await revenge('scan', '--quiet');
  expect(await images()).toEqual(before);
  expect(summaryOf(await revenge('scan', '--json'))).toMatchObject({ rows: { changed: 0 } });
  const { out } = await revenge('tag', '--json');
  expect(JSON.parse(out)).toMatchObject({ writes: [] });
  expect((await revenge('tag', '--check')).code).toBe(0);
});

test('a picture that is lost from the artwork folder is named, and the others are written', async () => {
  await revenge('undo');
  await cp(join(folder, 'store/artwork'), join(folder, 'kept'), { recursive: true });
  const { writes } = JSON.parse((await revenge('tag', '--dry-run', '--json', 'title:matrix')).out);
  expect(writes.map(({ what }: { what: string }) => what).sort()).toEqual(['backdrop', 'poster']);
  await rm(join(folder, 'store/artwork'), { recursive: true });
  const { code, err } = await revenge('tag', 'title:matrix');
  expect(code).toBe(1);
  expect(err).toContain('FILE_UNREADABLE');
  await cp(join(folder, 'kept'), join(folder, 'store/artwork'), { recursive: true });
});

test('undo takes them back', async () => {
  expect((await revenge('tag', '--quiet')).code).toBe(0);
  expect((await revenge('undo')).code).toBe(0);
  expect(await pictures()).toEqual(untouched);
});
