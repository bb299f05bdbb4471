import { appendFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCache } from '../../src/cache/open.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/schema.ts';
import { createGateway } from '../../src/http/gateway.ts';
import { DEFAULT_THRESHOLDS } from '../../src/identify/decide.ts';
import { diskFileTree } from '../../src/library/file-tree.ts';
import type { RunSummary } from '../../src/model/events.ts';
import { providerLimits } from '../../src/providers/limits.ts';
import { createSources } from '../../src/providers/registry.ts';
import { STANDARD_POLICY } from '../../src/reconcile/policies.ts';
import { runScan } from '../../src/scan/run.ts';
import { openStore } from '../../src/store/open.ts';
import { type DemoServices, startDemoServices } from '../demo/services/serve.ts';
import { selfSigned } from '../support/certificates.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import {
  cutOff,
  endless,
  gzipBomb,
  type Handler,
  halfJson,
  html,
  redirect,
  reset,
  slowLoris,
  startServer,
  status,
} from '../support/http-server.ts';

/*
 * The fault matrix over a whole run: a library that was scanned on a good day is scanned again, with every group changed,
 * while all services misbehave in one way. Nothing that was known may be lost.
 */
const DAY = 86_400_000;
/** Of a work as it is told: when and how it was asked about, and its files, which did change. */
const UNSTEADY: ReadonlySet<string> = new Set(['files', 'groups', 'fetchedAt', 'updatedAt', 'identification']);
const CHANGED = /\.(?:mkv|mp4|m4a|flac|mp3)$/;

let services: DemoServices;
let folder: string;
let config: Config;

beforeAll(async () => {
  services = await startDemoServices();
  folder = await mkdtemp(join(tmpdir(), 'revenge-bad-day-'));
  await cp(join('test', 'fixtures', 'library'), join(folder, 'library'), { recursive: true });
  await cp(join('test', 'fixtures', 'revenge.config.yaml'), join(folder, 'revenge.config.yaml'));
  ({ config } = await loadConfig({ explicitPath: join(folder, 'revenge.config.yaml'), cwd: folder, env: {} }));
  await scan({ store: 'good.sqlite', origins: services.origins, cache: 'good-cache.sqlite' });
  for (const entry of await readdir(join(folder, 'library'), { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && CHANGED.test(entry.name)) await appendFile(join(entry.parentPath, entry.name), 'changed');
  }
});
afterAll(async () => {
  await services.close();
  await rm(folder, { recursive: true, force: true });
});

interface Scanned {
  readonly summary: RunSummary;
  /** By library and key. */
  readonly outcomes: Readonly<Record<string, string>>;
}

async function scan(options: {
  readonly store: string;
  readonly origins: Readonly<Record<string, string>>;
  readonly cache?: string;
  readonly days?: number;
}): Promise<Scanned> {
  const clock = hastyClock((options.days ?? 0) * DAY);
  const { cache } = options;
  const memory =
    cache === undefined
      ? undefined
      : openCache(
          { prefix: '', memoryBytes: 1e7, file: join(folder, cache), fileBytes: 1e9 },
          () => undefined,
          clock.now,
        );
  // Services that answer are waited for; of those that do not, one is as good as another.
  const timeoutMs = options.origins === services.origins ? 30_000 : 100;
  const limits = [...providerLimits].map(
    ([id, one]) => [id, { ...one, timeoutMs, retries: 1, maxBytes: 3e6 }] as const,
  );
  const gateway = createGateway({
    userAgent: 'revenge-test/1.0',
    limits: new Map(limits),
    mode: { kind: 'live' },
    clock,
    originOverrides: options.origins,
    ...(memory === undefined ? {} : { memory: () => memory }),
  });
  const store = await openStore(join(folder, options.store));
  const outcomes: Record<string, string> = {};
  const libraries = config.libraries.map(({ name, path, kind }) => ({ name, root: path, kind }));
  try {
    const summary = await runScan({
      command: 'scan',
      targets: libraries.map((library) => ({ library })),
      store,
      gateway,
      sources: await createSources({ ...config.sources, languages: ['en'], country: 'US' }, gateway, libraries),
      sink: {
        emit(event) {
          if (event.type === 'group') outcomes[`${event.library}/${event.key}`] = `${event.outcome} ${event.title}`;
        },
        close: async () => undefined,
      },
      tree: diskFileTree(),
      policy: STANDARD_POLICY,
      signal: new AbortController().signal,
      now: () => new Date(),
      strict: false,
      options: { dryRun: false, retryUnmatched: true, languages: ['en'], thresholds: DEFAULT_THRESHOLDS },
    });
    return { summary, outcomes };
  } finally {
    await gateway.close();
    await store.close();
  }
}

/** Everything that is told of some works: ids, fields with all their values, people, children. */
async function known(store: string): Promise<unknown> {
  const opened = await openStore(join(folder, store), { readonly: true });
  try {
    const works = await Promise.all(
      (['603', '1396'] as const).map((value) => opened.show({ by: 'external', kind: 'tmdb', value })),
    );
    return JSON.parse(JSON.stringify(works, (key, value) => (UNSTEADY.has(key) ? undefined : value)));
  } finally {
    await opened.close();
  }
}

const FAULTS: readonly (readonly [string, Handler | 'dns' | 'refused' | 'certificate'])[] = [
  ['a storm of 429', status(429)],
  ['429 for an hour', status(429, { 'retry-after': '3600' })],
  ['503 with Retry-After', status(503, { 'retry-after': '2' })],
  ['503 without', status(503)],
  ['a web page with 200', html()],
  ['half a JSON', halfJson()],
  ['bodies that are cut off', cutOff()],
  ['bodies that never end', endless()],
  ['a byte now and again', slowLoris(50)],
  ['broken connections', reset()],
  ['a redirect to itself', redirect('/loop')],
  ['small bodies that unpack to large ones', gzipBomb(16e6)],
  ['a certificate that nobody vouches for', 'certificate'],
  ['a name that is not known', 'dns'],
  ['nobody who listens', 'refused'],
];

/** A server with a certificate of its own making. */
async function startUntrusted(): Promise<readonly [string, () => Promise<void>]> {
  const { cert, key } = selfSigned(await mkdtemp(join(folder, 'certificate-')), ['127.0.0.1']);
  const server = createTlsServer({ cert, key }, (_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return [`https://127.0.0.1:${address.port}`, async () => void server.close()];
}

describe('on a day on which the clock went wrong', () => {
  it.each([-400, 4000])('a scan that is %d days off finds what it found', async (days) => {
    await cp(join(folder, 'good-cache.sqlite'), join(folder, `clock-${days}.sqlite`));
    const { summary } = await scan({
      store: `clock-${days}-new.sqlite`,
      origins: services.origins,
      cache: `clock-${days}.sqlite`,
      days,
    });
    expect(summary.exitCode).toBe(0);
    expect(summary.groups).toMatchObject({ total: 18, matched: 16, ambiguous: 1, unmatched: 1 });
  });
});

describe.each(FAULTS)('on a day of %s', (name, fault) => {
  const slug = name.replace(/\W+/g, '-');

  async function origins(): Promise<readonly [Readonly<Record<string, string>>, () => Promise<void>]> {
    const to = async (): Promise<readonly [string, () => Promise<void>]> => {
      if (fault === 'dns') return ['http://no-such-host.invalid', async () => undefined];
      if (fault === 'refused') return ['http://127.0.0.1:1', async () => undefined];
      if (fault === 'certificate') return startUntrusted();
      const server = await startServer(fault);
      return [server.origin, () => server.close()];
    };
    const [origin, close] = await to();
    return [Object.fromEntries(Object.keys(services.origins).map((one) => [one, origin])), close];
  }

  it('a scan of what is known ends well and loses nothing', async () => {
    await cp(join(folder, 'good.sqlite'), join(folder, `${slug}.sqlite`));
    const before = await known(`${slug}.sqlite`);
    const [bad, close] = await origins();
    const { summary, outcomes } = await scan({ store: `${slug}.sqlite`, origins: bad });
    await close();
    expect(summary.exitCode).toBe(0);
    expect(summary.interrupted).toBe(false);
    expect(
      summary.providers.some(
        ({ state, failures, lastError }) => state === 'degraded' && failures > 0 && lastError !== undefined,
      ),
    ).toBe(true);
    // Could not ask is not found out anything: whatever was known stays known, and is asked about again.
    expect(summary.groups.total).toBe(18);
    expect(summary.groups.matched + summary.groups.degraded).toBeGreaterThanOrEqual(16);
    expect(Object.values(outcomes).filter((outcome) => outcome.startsWith('unmatched')).length).toBeLessThanOrEqual(1);
    expect(await known(`${slug}.sqlite`)).toEqual(before);
  });

  it('a first scan with what was kept weeks ago finds what it found then', async () => {
    await cp(join(folder, 'good-cache.sqlite'), join(folder, `${slug}-cache.sqlite`));
    const [bad, close] = await origins();
    const { summary } = await scan({
      store: `${slug}-new.sqlite`,
      origins: bad,
      cache: `${slug}-cache.sqlite`,
      days: 20,
    });
    await close();
    // The lists of the Arr services are too old by then; what they alone knew is not made up.
    expect(summary.exitCode).toBe(0);
    expect(summary.groups.unmatched).toBeLessThanOrEqual(1);
    expect(summary.providers.find(({ provider }) => provider === 'tmdb')).toMatchObject({ state: 'degraded' });
    expect(summary.providers.reduce((sum, { stale = 0 }) => sum + stale, 0)).toBeGreaterThan(0);
  });
});
