import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exampleConfig } from '../../scripts/docs/example.ts';
import { readEnvironment, variableName } from '../../src/config/environment.ts';
import { loadConfig } from '../../src/config/load.ts';
import { declarationsFor } from '../../src/config/schema.ts';
import { PROVIDERS } from '../../src/providers/list.ts';
import { temporaryFolder } from '../media/temporary.ts';

const file = fileURLToPath(new URL('../../config.example.yaml', import.meta.url));
const folder = temporaryFolder();

/** The example with the services not commented out, in a file. */
const withServices = (): Promise<string> => folder.put('example.yaml', exampleConfig(PROVIDERS, true));

/** Every key of the schema as a path of names, list entries as `[]`. */
function keys(schema: unknown, path: readonly string[] = []): string[][] {
  const parts = z
    .object({ properties: z.record(z.string(), z.unknown()).optional(), items: z.unknown().optional() })
    .safeParse(schema).data;
  const inner = Object.entries(parts?.properties ?? {}).flatMap(([name, value]) => [
    [...path, name],
    ...keys(value, [...path, name]),
  ]);
  return parts?.items === undefined ? inner : [...inner, ...keys(parts.items, path)];
}

const schemaKeys = keys(z.toJSONSchema(declarationsFor().written, { io: 'input' }));

describe('config.example.yaml', () => {
  it('is a valid configuration', async () => {
    const { config } = await loadConfig({ explicitPath: file, cwd: '/', env: { HOME: '/home/me' } });
    expect(config.libraries.map(({ kind }) => kind)).toEqual(['movies', 'tv', 'music']);
    expect(config.store).toBe('/home/me/.local/share/revenge/library.sqlite');
  });

  it('shows every option', async () => {
    const text = await readFile(file, 'utf8');
    expect(schemaKeys.length).toBeGreaterThan(30);
    const absent = schemaKeys.filter((path) => !new RegExp(`^[\\s#{-]*${path.at(-1)}:`, 'm').test(text));
    expect(absent).toEqual([]);
  });

  it('configures every source, once its # is removed', async () => {
    const { config } = await loadConfig({ explicitPath: await withServices(), cwd: '/', env: { HOME: '/home/me' } });
    const sources = schemaKeys.filter(([first, second, ...rest]) => first === 'sources' && second && rest.length === 0);
    const names = sources.flatMap(([, name]) => name ?? []);
    expect(Object.keys(config.sources).sort()).toEqual(names.sort());
  });

  it('asks no service that needs a key or an address', async () => {
    const { config } = await loadConfig({ explicitPath: file, cwd: '/', env: { HOME: '/home/me' } });
    const { config: defaults } = await loadConfig({ cwd: '/nowhere', env: { HOME: '/home/me' } });
    expect(config.sources).toEqual(defaults.sources);
    const lines = new Set((await readFile(file, 'utf8')).split('\n'));
    for (const line of exampleConfig(PROVIDERS, true).split('\n')) {
      expect([line, lines.has(line) || lines.has(line.replace(/^ {2}/, '  # '))]).toEqual([line, true]);
    }
  });

  it('shows the defaults', async () => {
    const { config } = await loadConfig({ explicitPath: file, cwd: '/', env: { HOME: '/home/me' } });
    const { config: defaults } = await loadConfig({ cwd: '/nowhere', env: { HOME: '/home/me' } });
    expect(config).toMatchObject({ ...defaults, libraries: config.libraries, sources: config.sources });
    expect(config.sources).toMatchObject(defaults.sources);
  });
});

describe('the rule for names of variables', () => {
  it.each([
    [['store'], 'REVENGE_STORE'],
    [['sources', 'tmdb', 'apiKey'], 'REVENGE_TMDB_API_KEY'],
    [['sources', 'tmdb', 'accessTokenFile'], 'REVENGE_TMDB_ACCESS_TOKEN_FILE'],
    [['sources', 'radarr', 0, 'url'], 'REVENGE_RADARR_URL'],
    [['matching', 'threshold'], 'REVENGE_MATCHING_THRESHOLD'],
  ])('%j → %s', (path, name) => {
    expect(variableName(path)).toBe(name);
  });

  it('reaches every single value but those of lists of things', async () => {
    const lists = ['name', 'from', 'to', 'pathMap', 'libraries', 'proxies'];
    const scalars = schemaKeys.filter(
      (path) => path[0] !== 'libraries' && !lists.includes(path.at(-1) ?? '') && !isGroup(path),
    );
    expect(scalars.length).toBeGreaterThan(20);
    const heard = scalars.map((path) => readEnvironment({ [variableName(path)]: 'x' })[0]?.path);
    expect(heard.map((path) => path?.filter((part) => typeof part === 'string'))).toEqual(scalars);
  });
});

function isGroup(path: readonly string[]): boolean {
  return schemaKeys.some((other) => other.length > path.length && path.every((part, index) => other[index] === part));
}
