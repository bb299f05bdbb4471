import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from './run-cli.ts';

describe('a TMPDIR that is not there', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revenge-tmpdir-'));
    vi.stubEnv('TMPDIR', join(folder, 'gone'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([[['scan', '--dry-run']], [['cache', 'warm']]])('is named by %j', async ([...argv]) => {
    const { code, err } = await runCli([...argv, folder, '--store', join(folder, 'library.sqlite')], {
      env: { HOME: folder },
      cwd: folder,
    });
    expect(code).toBe(2);
    expect(err).toContain(`no temporary folder can be made in ${join(folder, 'gone')}: ENOENT [TEMP_UNAVAILABLE]`);
    expect(err).toContain('hint: Set TMPDIR to a folder');
  });
});
