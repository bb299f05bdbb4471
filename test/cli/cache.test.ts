import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeCacheCommands, filled } from './cache-commands.ts';
import { runCli } from './run-cli.ts';

describeCacheCommands('in the file of the machine');

describe('revenge cache', () => {
  it('says what is wrong with the address of Redis, without its password', async () => {
    const { folder } = await filled();
    const config = join(folder, 'bad.yaml');
    await writeFile(config, 'cache: { redis: "redis://me:hunter22@h:port" }');
    const { code, err } = await runCli(['cache', 'stats', '--config', config], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain('cache.redis');
    expect(err).not.toContain('hunter22');
  });

  it('says when Redis cannot be reached, and shows the rest', async () => {
    const { folder } = await filled();
    const config = join(folder, 'down.yaml');
    await writeFile(config, 'cache: { redis: "redis://127.0.0.1:1", file: cache.sqlite }');
    const { code, out, err } = await runCli(['cache', 'stats', '--config', config], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toMatch(/redis {2}redis:\/\/127\.0\.0\.1:1: cannot be reached/);
    expect(out).toMatch(/local .*2 answers/);
    expect(err).toContain('nothing listens there');
  });
});
