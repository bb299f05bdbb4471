import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { spawnScan } from '../support/spawned-scan.ts';

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
  const { opened } = await spawnScan(config, { watch: join(folder, 'libraries') });
  const counts: Record<string, number> = {};
  for (const path of opened) counts[basename(path)] = (counts[basename(path)] ?? 0) + 1;
  return counts;
}

it('opens sidecars and media once, pictures not at all, and nothing in the next run', async () => {
  const video = makeVideo({ container: 'mkv', seconds: 60, width: 64, height: 64, seed: 1 });
  await put('libraries/M/Alien (1979)/Alien (1979).mkv', video);
  await put('libraries/M/Alien (1979)/Alien (1979).nfo', '<movie><title>Alien</title></movie>');
  await put('libraries/M/Alien (1979)/poster.jpg', 'a picture');
  await put('libraries/T/Lost/.plexmatch', 'Title: Lost\n');
  await put('libraries/T/Lost/S01E01.mkv', video);
  for (const format of ['flac', 'mp3', 'm4a', 'opus'] as const) {
    const song = await put(`libraries/A/Kid A/${format}.${format}`, makeAudio({ format, seconds: 1 }));
    writeTags(song, { title: format, album: 'Kid A', artist: 'Radiohead' });
  }
  const libraries = [
    ['M', 'movies'],
    ['T', 'tv'],
    ['A', 'music'],
  ].map(([name, kind]) => `  - { name: ${name}, path: libraries/${name}, kind: ${kind} }\n`);
  const config = await put(
    'revenge.config.yaml',
    `store: s.sqlite\nlibraries:\n${libraries.join('')}sources: { musicbrainz: false, tvmaze: false, coverartarchive: false }\n`,
  );
  expect(await opens(config)).toEqual({
    'Alien (1979).mkv': 1,
    'Alien (1979).nfo': 1,
    '.plexmatch': 1,
    'S01E01.mkv': 1,
    // Probe, tags and hash of a track come from one open.
    'flac.flac': 1,
    'mp3.mp3': 1,
    'm4a.m4a': 1,
    'opus.opus': 1,
  });
  expect(await opens(config)).toEqual({});
});
