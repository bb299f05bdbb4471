import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { generatedPages } from '../../scripts/docs/pages.ts';
import { type LoadOptions, loadConfig } from '../../src/config/load.ts';
import { configuredLimits } from '../../src/providers/limits.ts';
import { PROVIDERS, type ProviderList } from '../../src/providers/list.ts';
import { sourceSettings } from '../../src/providers/settings.ts';
import { ordersOf } from '../../src/reconcile/orders.ts';
import { fieldPolicy, policyFor } from '../../src/reconcile/policy.ts';
import { sourcesToAdd } from '../../src/scan/to-add.ts';
import { runCli } from '../cli/run-cli.ts';
import { filmbase } from '../fixtures/providers/filmbase/provider.ts';
import { temporaryFolder } from '../media/temporary.ts';
import { json, startServer } from '../support/http-server.ts';

/** The one line. */
const providers: ProviderList = [...PROVIDERS, filmbase];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
let file: string;
beforeEach(async () => {
  file = await folder.put(
    'revenge.config.yaml',
    'cache: { enabled: false }\nsources:\n  musicbrainz: false\n  tvmaze: false\n  coverartarchive: false\n  filmbase:\n    membership: MEMBER-1234\n    perDay: 7\n    rate: 3\n',
  );
});

function world(env: NodeJS.ProcessEnv = {}) {
  return { providers, env: { HOME: folder.path('home'), ...env } };
}

async function load(env: LoadOptions['env'] = {}) {
  return loadConfig({ explicitPath: file, cwd: '/', env: { HOME: folder.path('home'), ...env }, providers });
}

describe('a provider in a folder and a line', () => {
  it('is in the configuration, without its secret', async () => {
    const { out, code } = await runCli(
      ['config', '--json', '--config', file],
      world({ REVENGE_FILMBASE_PER_DAY: '9' }),
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      config: {
        sources: { filmbase: { membership: '(hidden)', url: 'https://filmbase.example/api', perDay: 9, rate: 3 } },
      },
      origins: {
        'sources.filmbase.membership': `${file}:7`,
        'sources.filmbase.perDay': 'env REVENGE_FILMBASE_PER_DAY',
      },
    });
    expect(out).not.toContain('MEMBER-1234');
  });

  it('takes its secret from a file, and misses it', async () => {
    const secret = await folder.put('membership', 'MEMBER-5678\n');
    const { config } = await load({ REVENGE_FILMBASE_MEMBERSHIP_FILE: secret });
    expect(config.sources).toMatchObject({ filmbase: { membership: 'MEMBER-5678' } });
    file = await folder.put('bare.yaml', 'sources:\n  filmbase: {}\n');
    await expect(load()).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('sources.filmbase.membership is missing'),
      hint: expect.stringContaining('REVENGE_FILMBASE_MEMBERSHIP'),
    });
    expect((await runCli(['config', '--config', file])).err).toContain('unknown key "filmbase" in sources');
  });

  it('is in `about`', async () => {
    const { out } = await runCli(['about'], world());
    expect(out).toContain('Filmbase: ratings of movies\n  Ratings from Filmbase.\n  https://filmbase.example (free)\n');
    expect((await runCli(['about'])).out).not.toContain('Filmbase');
  });

  it('is asked by `doctor`, unless its secret is that of the example', async () => {
    const server = await startServer({ '/api/rating': json({ rating: 5 }) });
    const args = ['doctor', '--json', '--config', file, '--store', folder.path('store.sqlite')];
    const env = { REVENGE_FILMBASE_URL: `${server.origin}/api` };
    const { out } = await runCli(args, world(env));
    expect(JSON.parse(out).findings).toContainEqual({ part: 'source', well: true, text: 'filmbase' });
    const { out: second } = await runCli(args, world({ ...env, REVENGE_FILMBASE_MEMBERSHIP: 'MEMBER-0000' }));
    expect(JSON.parse(second).findings).toContainEqual(
      expect.objectContaining({ text: 'filmbase: not asked, because its key is a placeholder' }),
    );
    await server.close();
    expect(server.requests).toHaveLength(1);
  });

  it('is in every generated page of settings and sources', () => {
    const pages = generatedPages(ROOT, providers, (id) =>
      fileURLToPath(new URL(`../fixtures/providers/${id}`, import.meta.url)),
    );
    const text = new Map(pages.map((page) => [page.path, page.text]));
    expect(text.get('config.example.yaml')).toContain('  # filmbase:\n  #   # Number of your membership.\n');
    expect(text.get('docs/configuration.md')).toContain('### Filmbase (`sources.filmbase`)');
    expect(text.get('docs/configuration.md')).toMatch(
      /\| `perDay` \| `50` \| `REVENGE_FILMBASE_PER_DAY` \| Requests per day\. \|/,
    );
    expect(text.get('README.md')).toContain('| [Filmbase](src/providers/filmbase/README.md) | ratings |');
    expect(text.get('docs/network.md')).toContain('| `filmbase` | 2 | 500 ms | two a second |');
    expect(text.get('docs/provider-fields.md')).toContain('## Filmbase: rating');
    const without = generatedPages(ROOT);
    expect(pages.filter(({ text }, index) => text !== without[index]?.text)).toHaveLength(5);
  });

  it('has its limits, with what the configuration says of them', async () => {
    const { config } = await load();
    expect(configuredLimits(config.sources, providers).get('filmbase')).toMatchObject({
      concurrency: 2,
      intervalMs: 500,
      perDay: 7,
      pace: { rate: 3 },
    });
    expect(sourceSettings(config.sources, providers).get('filmbase')).toEqual({
      key: expect.stringMatching(/^\w{8}$/),
    });
  });

  it('ranks by its declaration, and is suggested for its works', () => {
    const orders = ordersOf(providers);
    expect(orders.facts.indexOf('filmbase')).toBe(orders.facts.indexOf('stashbox') + 1);
    expect(fieldPolicy(policyFor(orders), 'movie', 'ratings').order.slice(0, 3)).toEqual([
      'person',
      'omdb',
      'filmbase',
    ]);
    expect(sourcesToAdd('movie', providers)).toContainEqual({
      setting: 'sources.filmbase.membership',
      gives: 'Filmbase: movies',
    });
  });
});

describe('generated pages', () => {
  it.each(generatedPages(ROOT))('$path is as `npm run generate` writes it', async ({ path, text }) => {
    expect(await readFile(`${ROOT}/${path}`, 'utf8')).toBe(text);
  });
});
