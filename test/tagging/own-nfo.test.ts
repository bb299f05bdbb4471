import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readNfoFile } from '../../src/media/nfo/read-nfo-file.ts';
import { pathFromBytes } from '../../src/model/paths.ts';
import { type Bases, folderBases } from '../../src/tagging/bases.ts';
import { element } from '../../src/tagging/nfo/elements.ts';
import { planNfo } from '../../src/tagging/nfo/plan-file.ts';
import { ownNfoFilter } from '../../src/tagging/own-nfo.ts';
import { contentDigest } from '../../src/util/digest.ts';

const ROOT = '/media';
const PATH = 'Alien/movie.nfo';
let folder: string;
let bases: Bases;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-bases-'));
  bases = folderBases(join(folder, 'bases'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const digest = (text: string): string => contentDigest(Buffer.from(text));

/** Writes an NFO as `tag` does, and gives its text. */
async function tagged(plot: string): Promise<string> {
  const wanted = [{ name: 'movie', elements: [element('title', 'Alien'), element('plot', plot)] }];
  const planned = planNfo({ bytes: undefined, base: undefined }, wanted, 'write');
  if (planned.status === 'left') throw new Error(planned.why);
  await bases.keep(digest(planned.text), planned.base);
  await bases.settle(ROOT, PATH, digest(planned.text));
  return planned.text;
}

test('what revenge wrote is taken out, an edit stays, also after the file was moved', async () => {
  const text = await tagged('In space.');
  const filter = ownNfoFilter(bases);
  for (const path of [PATH, 'Films/Alien (1979)/movie.nfo']) {
    expect(await filter(ROOT, path, text)).not.toMatch(/Alien|In space/);
  }
  const edited = text.replace('In space.', 'By hand.');
  expect(await filter(ROOT, PATH, edited)).toContain('<plot>By hand.</plot>');
  expect(await filter(ROOT, PATH, edited)).not.toContain('Alien');
  expect(await filter(ROOT, 'other.nfo', '<movie><plot>Theirs.</plot></movie>')).toContain('Theirs.');
});

test('only the last bases of a file are kept', async () => {
  const texts: string[] = [];
  for (let run = 0; run < 9; run++) texts.push(await tagged(`Plot ${run}.`));
  const found = await Promise.all(texts.map((text) => bases.find(ROOT, 'elsewhere.nfo', digest(text))));
  expect(found.map((base) => base !== undefined)).toEqual([...Array(5).fill(false), ...Array(4).fill(true)]);
});

test('where there is no file any more nothing is known of the next one', async () => {
  await tagged('In space.');
  await bases.settle(ROOT, PATH, null);
  expect(await bases.find(ROOT, PATH, digest('somebody else'))).toBeUndefined();
});

test('a base that cannot be read makes its NFO unread, and throws nothing', async () => {
  const text = await tagged('In space.');
  const shard = join(folder, 'bases', digest(text).slice(0, 2));
  const [name = ''] = await readdir(shard);
  await rename(join(shard, name), join(shard, 'away'));
  // A folder in its place cannot be read as a file, whoever runs the tests.
  await rename(join(folder, 'bases', 'paths'), join(shard, name));
  const nfo = join(folder, 'movie.nfo');
  await writeFile(nfo, text);
  const filter = ownNfoFilter(bases);
  const read = await readNfoFile(pathFromBytes(Buffer.from(nfo)), new AbortController().signal, (given) =>
    filter(ROOT, PATH, given),
  );
  expect(read).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
});
