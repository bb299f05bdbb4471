import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { scan } from '../support/scan-world.ts';

const opened = vi.hoisted((): string[] => []);
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = (path, ...rest) => {
    opened.push(String(path));
    return real.open(path, ...rest);
  };
  return { ...real, open };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-opens-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(path: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, bytes);
  return file;
}

/** How often each file of the library was opened in a scan. */
async function opens(config: string): Promise<Record<string, number>> {
  opened.length = 0;
  await scan(['--config', config, '--no-artwork']);
  const counts: Record<string, number> = {};
  for (const path of opened) {
    if (path.startsWith(join(folder, 'Lib'))) counts[basename(path)] = (counts[basename(path)] ?? 0) + 1;
  }
  return counts;
}

it('opens a sidecar once, media for what each part of them says, pictures not at all, and nothing in the next run', async () => {
  const video = makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed: 1 });
  await put('Lib-M/Alien (1979)/Alien (1979).mkv', video);
  await put('Lib-M/Alien (1979)/Alien (1979).nfo', '<movie><title>Alien</title></movie>');
  await put('Lib-M/Alien (1979)/poster.jpg', 'a picture');
  await put('Lib-T/Lost/.plexmatch', 'Title: Lost\n');
  await put('Lib-T/Lost/S01E01.mkv', video);
  const song = await put('Lib-A/Kid A/01.flac', makeAudio({ format: 'flac', seconds: 1 }));
  writeTags(song, { title: 'Everything', album: 'Kid A', track: 1 });
  const libraries = [
    ['Lib-M', 'movies'],
    ['Lib-T', 'tv'],
    ['Lib-A', 'music'],
  ].map(([name, kind]) => `  - { name: ${name}, path: ${name}, kind: ${kind} }\n`);
  const config = await put(
    'revenge.config.yaml',
    `store: s.sqlite\nlibraries:\n${libraries.join('')}sources: { musicbrainz: false, coverartarchive: false }\n`,
  );
  const first = await opens(config);
  expect(first).toMatchObject({ 'Alien (1979).nfo': 1, '.plexmatch': 1 });
  expect(first).not.toHaveProperty('poster.jpg');
  // For probe and hash, and of albums for tags.
  expect(first).toMatchObject({ 'Alien (1979).mkv': 2, 'S01E01.mkv': 2, '01.flac': 3 });
  expect(await opens(config)).toEqual({});
});
