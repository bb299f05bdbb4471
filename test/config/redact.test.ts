import { describe, expect, it } from 'vitest';
import { redactConfig, secretsOf } from '../../src/config/redact.ts';
import type { Config } from '../../src/config/schema.ts';
import { PORTRAITS, WANTED_ARTWORK } from '../../src/model/wanted-artwork.ts';

const arr = { url: 'http://a', apiKey: 'SECRET-arr', pathMap: [] };
const LOCAL = { local: true, nfo: true, tags: true, plexmatch: true };

const config: Config = {
  libraries: [],
  store: 'postgres://me:SECRET-db@host/revenge',
  storeOptions: {
    offline: '/o',
    fallback: 'none',
    password: 'SECRET-password',
    poolSize: 1,
    statementTimeout: 1,
    connectTimeout: 1,
  },
  artwork: { enabled: true, folder: '/a', thumbnails: [], wanted: WANTED_ARTWORK, portraits: PORTRAITS },
  languages: ['en'],
  country: 'US',
  cache: {
    enabled: true,
    redis: 'redis+sentinel://me:SECRET-redis@a,b/g?sentinelPassword=SECRET-s',
    prefix: '',
    memory: 1,
    file: '/c',
    size: 1,
  },
  network: { proxy: 'http://me:SECRET-p@proxy', pauseBudget: 300, proxies: { tmdb: 'http://me:SECRET-q@proxy' } },
  sources: {
    radarr: [{ ...arr, credits: false }],
    sonarr: [arr],
    lidarr: [arr],
    whisparr: [arr],
    stashbox: [{ name: 'stashdb', url: 'https://s', apiKey: 'SECRET-box' }],
    tmdb: { url: 'https://t', apiKey: 'SECRET-key', accessToken: 'SECRET-token', collections: false },
    tvdb: { url: 'https://v', apiKey: 'SECRET-tvdb', pin: 'SECRET-pin', seasonType: 'default', movies: false },
    fanarttv: { url: 'https://f', apiKey: 'SECRET-fanart', clientKey: 'SECRET-own' },
    ...LOCAL,
  },
  scan: {},
  refresh: { airing: 1, new: 3, movies: 30, series: 30, albums: 60, old: 90 },
  matching: { threshold: 0, margin: 0 },
};

describe('redactConfig', () => {
  it('hides every secret and nothing else', () => {
    const text = JSON.stringify(redactConfig(config));
    expect(text).not.toContain('SECRET');
    expect(text).toContain('postgres://me:(hidden)@host/revenge');
    expect(text.match(/\(hidden\)/g)).toHaveLength(17);
    expect(redactConfig({ ...config, store: '/a:b@c', sources: LOCAL })).toMatchObject({
      store: '/a:b@c',
      sources: LOCAL,
    });
    const tmdb = { url: 'https://t', collections: false };
    expect(redactConfig({ ...config, sources: { ...LOCAL, tmdb } }).sources.tmdb).toEqual(tmdb);
  });

  it('names every secret of the sources, so that none is recorded', () => {
    const secrets = secretsOf(config);
    // Beside the secrets themselves, what web addresses with a password are sent as.
    const basic = ['me:SECRET-p', 'me:SECRET-q'].map((pair) => Buffer.from(pair).toString('base64'));
    expect(secrets).toHaveLength(16);
    for (const secret of secrets) if (!basic.includes(secret)) expect(secret).toMatch(/^SECRET-/);
    expect(secrets).toEqual(expect.arrayContaining([...basic, 'SECRET-password', 'SECRET-db', 'SECRET-s']));
  });
});
