import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/model/errors.ts';
import { EXITS, type ExitName, exitCode, worstExit } from '../../src/model/exit-codes.ts';
import { lockStore } from '../../src/store/open.ts';
import { FIXTURES } from '../support/scan-world.ts';
import { type CliResult, runCli } from './run-cli.ts';

const SOURCES = join(import.meta.dirname, '../../src');

/** A folder with one library whose only film no source is configured for, and the demo, scanned. */
let folder: string;
let demo: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-exit-codes-'));
  await mkdir(join(folder, 'Films/Alien (1979)'), { recursive: true });
  await writeFile(join(folder, 'Films/Alien (1979)/Alien (1979).mkv'), 'no media');
  demo = join(folder, 'demo/revenge.config.yaml');
  await cp(FIXTURES, join(folder, 'demo'), { recursive: true });
  const config = await readFile(demo, 'utf8');
  const tagged = config.replaceAll(/kind: (\w+) \}/g, 'kind: $1, tagging: { nfo: write } }');
  await writeFile(demo, tagged.replace('../../.revenge-demo/library.sqlite', '../demo.sqlite'));
  await runCli(['scan', '--quiet', '--no-artwork', '--config', demo, '--replay', join(folder, 'demo/cassettes')]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function configured(path: string, sources = ''): Promise<string> {
  const config = join(folder, `${path.replace('/', '-')}.yaml`);
  const off = 'musicbrainz: false, tvmaze: false, coverartarchive: false';
  await writeFile(
    config,
    `store: films.sqlite
cache: { enabled: false }
libraries: [{ name: Films, path: ${path}, kind: movies }]
sources: { ${off}${sources} }
`,
  );
  return config;
}

/** One way to end with each exit code. */
const REACHED: Readonly<Record<ExitName, () => Promise<CliResult>>> = {
  done: async () => runCli(['config', '--config', await configured('Films')]),
  failed: () => runCli(['tag', '--config', demo, '--plan', join(folder, 'no-such-folder/plan.json')]),
  usage: () => runCli(['nonsense']),
  differences: () => runCli(['tag', '--config', demo, '--check']),
  review: async () => runCli(['scan', '--strict', '--config', await configured('Films')]),
  provider: async () =>
    runCli(['doctor', '--config', await configured('Films', ', radarr: [{ url: "http://127.0.0.1:1", apiKey: k }]')]),
  store: async () => {
    await writeFile(join(folder, 'text.sqlite'), 'this is a text, not a database'.repeat(100));
    return runCli(['list', '--store', join(folder, 'text.sqlite')]);
  },
  root: async () => runCli(['scan', '--strict', '--config', await configured('not-there')]),
  locked: async () => {
    const lock = await lockStore(join(folder, 'films.sqlite'));
    try {
      return await runCli(['scan', '--config', await configured('Films')]);
    } finally {
      await lock.release();
    }
  },
  interrupted: async () =>
    runCli(['scan', '--config', await configured('Films')], { signal: AbortSignal.abort(new Error('Ctrl-C')) }),
};

describe('exit codes', () => {
  it.each(EXITS)('$code ($name) is reached', async ({ name, code }) => {
    const result = await REACHED[name]();
    expect([result.code, result.err]).toEqual([code, expect.any(String)]);
  });

  it('has each number and each name once', () => {
    expect(new Set(EXITS.map(({ code }) => code)).size).toBe(EXITS.length);
    expect(new Set(EXITS.map(({ name }) => name)).size).toBe(EXITS.length);
  });

  it('takes the first of the table, in whichever order the reasons come', () => {
    const names = EXITS.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      expect(worstExit(names.slice(index).reverse())).toBe(exitCode(name));
    }
    expect(worstExit([])).toBe(0);
  });

  it('are listed by --help', async () => {
    const { out } = await runCli(['--help']);
    for (const { code, brief } of EXITS) {
      expect(out).toMatch(new RegExp(`^ +${code}  ${brief.replaceAll(/[()]/g, '\\$&')}$`, 'm'));
    }
  });
});

describe('error codes', () => {
  it('are all raised somewhere in the program', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
    const text = files.map((name) => readFileSync(join(SOURCES, name), 'utf8')).join('\n');
    expect(Object.keys(ERROR_CODES).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });
});
