import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RevengeEvent, RunSummary } from '../../src/model/events.ts';
import { type CliResult, runCli } from '../cli/run-cli.ts';
import { DEMO_KEYS, type DemoServices } from '../demo/services/serve.ts';

export const FIXTURES = resolve('test/fixtures');
export const DEMO_ARGS = [
  '--config',
  join(FIXTURES, 'revenge.config.yaml'),
  '--replay',
  join(FIXTURES, 'cassettes'),
] as const;

export interface ScanResult extends CliResult {
  readonly events: readonly RevengeEvent[];
  readonly summary: RunSummary;
}

/** Runs `revenge scan --json` in this process and reads its events. */
export async function scan(args: readonly string[], signal?: AbortSignal): Promise<ScanResult> {
  const result = await runCli(['scan', '--json', ...args], signal === undefined ? {} : { signal });
  const events: RevengeEvent[] = result.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const last = events.at(-1);
  if (last?.type !== 'summary') throw new Error(`the last event is no summary: ${result.out.slice(-500)}${result.err}`);
  return { ...result, events, summary: last.summary };
}

export interface ScanWorld {
  readonly folder: string;
  readonly library: string;
  readonly store: string;
  readonly config: string;
  scan(args?: readonly string[], signal?: AbortSignal): Promise<ScanResult>;
  remove(): Promise<void>;
}

/** A copy of the demo library with a configuration and a store of its own, that asks the given services live. */
export async function scanWorld(services?: DemoServices, libraries = ['Movies', 'TV', 'Music']): Promise<ScanWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'revenge-scan-'));
  const library = join(folder, 'library');
  await mkdir(library);
  for (const name of libraries) {
    await cp(join(FIXTURES, 'library', name), join(library, name), { recursive: true, preserveTimestamps: true });
  }
  const config = join(folder, 'revenge.config.yaml');
  await writeFile(config, configText(services, libraries));
  const store = join(folder, 'store.sqlite');
  return {
    folder,
    library,
    store,
    config,
    scan: (args = [], signal) => scan(['--config', config, '--no-artwork', ...args], signal),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const KINDS: Readonly<Record<string, string>> = { Movies: 'movies', TV: 'tv', Music: 'music' };

function configText(services: DemoServices | undefined, libraries: readonly string[]): string {
  const at = (origin: string): string => services?.origins[origin] ?? origin;
  const roots = libraries.map((name) => `  - { name: ${name}, path: library/${name}, kind: ${KINDS[name] ?? 'auto'} }`);
  const head = `libraries:\n${roots.join('\n')}\nstore: store.sqlite\n`;
  if (services === undefined) return head;
  return `${head}sources:
  radarr:
    - url: ${at('http://radarr.demo:7878')}
      apiKey: ${DEMO_KEYS.radarr}
      pathMap: [{ from: /movies, to: library/Movies }]
  sonarr:
    - url: ${at('http://sonarr.demo:8989')}
      apiKey: ${DEMO_KEYS.sonarr}
      pathMap: [{ from: /tv, to: library/TV }]
  tmdb:
    url: ${at('https://api.themoviedb.org')}/3
    apiKey: ${DEMO_KEYS.tmdb}
  musicbrainz:
    url: ${at('https://musicbrainz.org')}/ws/2
  coverartarchive:
    url: ${at('https://coverartarchive.org')}
`;
}
