import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REPORT_NAMES } from '../../src/cli/commands/report/names.ts';
import { allCommands, defineProgram } from '../../src/cli/define-program.ts';
import { type Handler, startServer, type TestServer } from '../support/http-server.ts';
import { type Canaries, canaries } from './canaries.ts';
import { runCli } from './run-cli.ts';

let folder: string;
let server: TestServer;

/** Repeats everything it was told, as services do that put a key into links, texts and errors. */
function echo(code: number): Handler {
  return ({ url, headers, body, path }, response) => {
    const said = `you said ${url} ${JSON.stringify(headers)} ${body}`;
    response.writeHead(code, { 'content-type': 'application/json', etag: `"${headers['x-api-key'] ?? ''}"` });
    response.end(JSON.stringify(code === 200 ? answerAt(path, said) : { message: said, error: said }));
  };
}

function answerAt(path: string, said: string): unknown {
  if (path.endsWith('/system/status')) return { appName: said, version: said, urlBase: '' };
  if (path.endsWith('/api/v3/movie')) {
    const movie = {
      id: 1,
      title: 'Alien',
      year: 1979,
      tmdbId: 348,
      overview: said,
      path: '/movies/Alien (1979)',
      tags: [],
    };
    const images = [
      { coverType: 'poster', url: `/a?${said}`, remoteUrl: `http://example.invalid/${encodeURIComponent(said)}` },
    ];
    return [{ ...movie, images, hasFile: false }];
  }
  if (path.includes('/movie/')) return { id: 348, title: 'Alien', overview: said, tagline: said };
  return {
    results: [{ id: 348, title: 'Alien', overview: said, release_date: '1979-05-25' }],
    message: said,
    error: said,
  };
}

const COMMANDS: readonly (readonly string[])[] = [
  ['config'],
  ['config', '--json'],
  ['doctor'],
  ['doctor', '--json'],
  ['doctor', '--kind', 'adult'],
  ['scan', '--dry-run'],
  ['scan', '--record', 'cassettes', '--json'],
  ['scan', '--retry-unmatched'],
  ['scan', '--replay', 'cassettes', '--store', 'replayed.sqlite'],
  ['scan', '--offline'],
  ['scan', '--kind', 'adult'],
  ['refresh', '--all', '--older-than', '1h'],
  ['refresh', '--json', '--all'],
  ['list'],
  ['list', '--json', '--outcome', 'open'],
  ['show', 'Alien'],
  ['show', 'Alien', '--json'],
  ['set', 'Alien', 'title=Aliens'],
  ['lock', 'Aliens', 'title'],
  ['unlock', 'Aliens', '--all'],
  ['explain', 'Alien (1979).mkv'],
  ['parse', 'Alien (1979).mkv'],
  ['sync'],
  ['sync', 'library.sqlite', '--json'],
  ['db', 'status'],
  ['db', 'check'],
  ['db', 'backup', 'copy.sqlite'],
  ['db', 'migrate'],
  ['db', 'vacuum'],
  ['db', 'purge', '--older-than', '1d'],
  ['cache', 'stats'],
  ['cache', 'warm'],
  ['cache', 'inspect', 'movie', '--body'],
  ['cache', 'clear'],
  ['about'],
  ['nonsense'],
  ...REPORT_NAMES.map((name) => ['report', name]),
  ['report', 'open', '--csv'],
  ['report', 'open', '--json'],
  ['export'],
  ['export', '--format', 'csv'],
  ['export', '--adult'],
  ['tag', '--dry-run'],
  ['tag', '--dry-run', '--json'],
  ['tag', '--plan', 'plan.json'],
  ['tag', '--apply', 'plan.json'],
  ['tag'],
  ['undo', '--list'],
  ['undo', '--json'],
  // Again, so that what it writes lies there when the files are searched.
  ['tag', '--json'],
  ['check', '--replay', 'cassettes', '--update'],
  ['check', '--replay', 'cassettes'],
  ['check', '--rule', 'max ambiguous 0', '--format', 'json'],
  ['match', 'Alien (1979)', '--candidate', '1', '--json'],
  ['match', 'Alien (1979)', 'tmdb:348', '--reason', 'not the sequel'],
  ['completion', 'bash'],
  ['schema'],
  ['schema', 'show'],
];

/** Every command that can be run, as its words: `cache stats`, `scan`. */
const RUNNABLE = allCommands(defineProgram(async () => undefined))
  .filter(({ commands }) => commands.length === 0)
  .map(wordsOf);

function wordsOf(command: Command): string {
  return command.parent?.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

async function configure({ settings }: Canaries): Promise<void> {
  const pathMap = [{ from: '/movies', to: join(folder, 'Films') }];
  const sources = settings.sources as Record<string, unknown>;
  const radarr = (sources.radarr as readonly object[]).map((one) => ({ ...one, pathMap }));
  const libraries = [
    { name: 'Films', path: 'Films', kind: 'movies', tagging: { nfo: 'write', artwork: 'write' } },
    { name: 'Music', path: 'Music', kind: 'music' },
    { name: 'Private', path: 'Private', kind: 'adult' },
  ];
  await mkdir(join(folder, 'Private/Scene'), { recursive: true });
  await writeFile(join(folder, 'Private/Scene/scene.mp4'), 'no media');
  const text = JSON.stringify({ ...settings, libraries, sources: { ...sources, radarr } });
  await writeFile(join(folder, 'revenge.config.json'), text, { mode: 0o644 });
}

/** The names of files below the folder that hold one of the texts, the configuration excepted. */
async function filesWith(texts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'revenge.config.json') continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    for (const text of texts) if (bytes.includes(text)) found.push(`${entry.name}: ${text}`);
  }
  return found;
}

/** What asks services, for where they all fail. */
const ASKING: readonly (readonly string[])[] = [
  ['doctor'],
  ['doctor', '--kind', 'adult'],
  ['scan', '--record', 'cassettes'],
  ['list', '--json'],
];

async function runAll(made: Canaries, commands = COMMANDS): Promise<void> {
  await configure(made);
  for (const words of commands) {
    const command = words.map((word) => (word === 'cassettes' ? join(folder, word) : word));
    const { out, err } = await runCli(command, {
      cwd: folder,
      env: { HOME: folder, XDG_DATA_HOME: join(folder, 'data') },
    });
    const seen = made.forbidden.filter((text) => (out + err).includes(text));
    expect({ command, seen, text: seen.length === 0 ? '' : out + err }).toEqual({ command, seen: [], text: '' });
  }
  expect(await filesWith(made.forbidden)).toEqual([]);
}

it('tries every command that the program has', () => {
  const tried = COMMANDS.map((words) => words.join(' '));
  const leftOut = RUNNABLE.filter((name) => !tried.some((words) => `${words} `.startsWith(`${name} `)));
  expect(RUNNABLE).toContain('cache stats');
  expect(leftOut).toEqual([]);
});

describe('no secret of the configuration is seen', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revenge-canary-'));
    for (const name of ['Films/Alien (1979)/Alien (1979).mkv', 'Music/Pink Floyd/Animals/01 Pigs.flac']) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), 'no media');
    }
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('in any field that the schema knows', async () => {
    server = await startServer(echo(200));
    const { keys } = canaries(server.origin, { query: true, store: 'postgres://127.0.0.1:1/x' });
    for (const key of [
      'sources.radarr[0].url',
      'sources.radarr[0].apiKey',
      'sources.tmdb.imageUrl',
      'sources.tvdb.pin',
      'sources.fanarttv.clientKey',
      'cache.redis',
      'network.proxy',
      'network.proxies.omdb',
      'store.url',
      'store.password',
      'sources.stashbox[0].apiKey',
    ])
      expect(keys).toContain(key);
  });

  it('where services repeat it', async () => {
    server = await startServer(echo(200));
    const made = canaries(server.origin, { query: false });
    await runAll(made);
    expect(server.requests.some(({ headers }) => made.forbidden.includes(headers['x-api-key'] ?? ''))).toBe(true);
    for (const written of ['Films/Alien (1979)/Alien (1979).nfo', 'plan.json', 'revenge.check.yaml'])
      expect(await readFile(join(folder, written), 'utf8')).toContain('Alien');
    const [recorded = ''] = await readdir(join(folder, 'cassettes/radarr'));
    for (const name of [
      'data/revenge/library.sqlite',
      'data/revenge/library.sqlite.lock',
      'data/revenge/cache.sqlite',
      'copy.sqlite',
      `cassettes/radarr/${recorded}`,
    ])
      expect({ name, mode: (await stat(join(folder, name))).mode & 0o777 }).toEqual({ name, mode: 0o600 });
  });

  it.each([400, 401, 404])('where services fail with %i and repeat it', async (code) => {
    server = await startServer(echo(code));
    await runAll(canaries(server.origin, { query: false }), code === 404 ? COMMANDS : ASKING);
  });

  it('where addresses have it in their query, and nothing is what it should be', async () => {
    server = await startServer(echo(200));
    await runAll(canaries(server.origin, { query: true }));
  });

  it('where the store cannot be reached', async () => {
    server = await startServer(echo(200));
    await runAll(canaries(server.origin, { query: false, store: 'postgres://127.0.0.1:1/x' }));
  });

  it('where a service is no web address or is not there', async () => {
    server = await startServer(echo(200));
    await runAll(canaries('http://127.0.0.1:1', { query: true }), ASKING);
  });
});
