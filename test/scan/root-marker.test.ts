import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { editConfig } from '../support/edit-config.ts';
import { FIXTURES, type ScanResult, type ScanWorld, scanWorld } from '../support/scan-world.ts';

const REPLAY = ['--replay', join(FIXTURES, 'cassettes')];
const UNTOUCHED = { roots: { scanned: 0, unavailable: 1 }, files: { missing: 0 }, rows: { changed: 0 } };

let world: ScanWorld;
let root: string;
beforeEach(async () => {
  world = await scanWorld(undefined, ['Movies']);
  root = join(world.library, 'Movies');
});
afterEach(() => world.remove());

/** What lies below a mount point when nothing is mounted: a folder that somebody wrote into by mistake. */
async function unmount(): Promise<void> {
  await rename(root, `${root}.disk`);
  await mkdir(join(root, 'Stray'), { recursive: true });
  await writeFile(join(root, 'Stray', 'Stray (2001).mkv'), 'written to the wrong disk');
}

async function mount(): Promise<void> {
  await rm(root, { recursive: true });
  await rename(`${root}.disk`, root);
}

function reason({ events }: ScanResult): unknown {
  return events.flatMap((event) => (event.type === 'root-unavailable' ? [event.reason] : []))[0];
}

function nameMarker(marker: string): Promise<string> {
  return editConfig(world.config, (text) => text.replace('kind: movies', `kind: movies, marker: "${marker}"`));
}

describe('a root with a marker', () => {
  it('is not believed without it, until somebody says so', async () => {
    await writeFile(join(root, '.revenge-root'), '');
    const first = await world.scan(REPLAY);
    expect(first.summary.roots).toEqual({ scanned: 1, unavailable: 0 });
    expect((await world.scan(REPLAY)).summary.rows.changed).toBe(0);

    await unmount();
    const away = await world.scan(REPLAY);
    expect([away.code, away.summary, reason(away)]).toMatchObject([7, UNTOUCHED, 'has lost its marker .revenge-root']);
    await mount();
    expect((await world.scan(REPLAY)).summary).toMatchObject({ exitCode: 0, rows: { changed: 0 } });

    await rm(join(root, '.revenge-root'));
    expect((await world.scan([...REPLAY, '--dry-run', '--accept-missing'])).summary.rows.changed).toBe(0);
    expect((await world.scan(REPLAY)).code).toBe(7);
    expect((await world.scan([...REPLAY, '--accept-missing'])).summary).toMatchObject({
      exitCode: 0,
      files: { missing: 0 },
      rows: { changed: 1 },
    });
    expect((await world.scan(REPLAY)).summary).toMatchObject({ exitCode: 0, rows: { changed: 0 } });
  });

  it('is guarded when only a part of it is scanned, too', async () => {
    await writeFile(join(root, '.revenge-root'), '');
    await world.scan(REPLAY);
    await unmount();
    const away = await world.scan([...REPLAY, join(root, 'Alien (1979)')]);
    expect([away.code, away.summary]).toMatchObject([7, UNTOUCHED]);
  });

  it('is believed to be empty', async () => {
    await writeFile(join(root, '.revenge-root'), '');
    const { files } = (await world.scan(REPLAY)).summary;
    await rename(root, `${root}.disk`);
    await mkdir(root);
    await writeFile(join(root, '.revenge-root'), '');
    const emptied = await world.scan([...REPLAY, '--accept-missing']);
    expect(emptied.summary).toMatchObject({ exitCode: 0, files: { seen: 0 } });
    expect(emptied.summary.files.missing).toBeGreaterThanOrEqual(files.seen);
  });
});

describe('the marker of the configuration', () => {
  it('has to be there from the first scan on', async () => {
    await nameMarker('Alien (1979)');
    expect((await world.scan(REPLAY)).code).toBe(0);
    await unmount();
    const away = await world.scan([...REPLAY, '--accept-missing']);
    expect([away.code, away.summary, reason(away)]).toMatchObject([
      7,
      UNTOUCHED,
      'does not hold "Alien (1979)", which marks it',
    ]);
  });

  it.each(['../other', '/mnt/x', 'a/../../b', '.', 'a//b', ''])('is refused when it is %j', async (marker) => {
    await nameMarker(marker);
    const { code, err } = await runCli(['scan', '--config', world.config]);
    expect(code).toBe(2);
    expect(err).toContain('libraries[0].marker');
  });
});

describe('a root without any sign', () => {
  it('that holds one stray file in place of what is known is not believed', async () => {
    await world.scan(REPLAY);
    await unmount();
    const away = await world.scan(REPLAY);
    expect([away.code, away.summary, reason(away)]).toMatchObject([
      7,
      UNTOUCHED,
      'holds nothing of what the store knows of it, only a few other files',
    ]);
    await mount();
    expect((await world.scan(REPLAY)).summary).toMatchObject({ exitCode: 0, rows: { changed: 0 } });
  });
});
