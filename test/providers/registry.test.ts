import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpGateway } from '../../src/http/port.ts';
import type { Library } from '../../src/model/files.ts';
import { providerLimits } from '../../src/providers/limits.ts';
import { createSources } from '../../src/providers/registry.ts';
import type { SourceWarning } from '../../src/providers/shared/warning.ts';
import { sourceTerms } from '../../src/providers/terms.ts';
import { json, startServer, type TestServer } from '../support/http-server.ts';
import { localSources } from './local-sources.ts';
import { quiet, testGateway } from './support.ts';

const KEYED = { url: 'http://127.0.0.1:1', apiKey: 'k' };
const ARR = { url: 'http://127.0.0.1:1', apiKey: 'k', pathMap: [] };
const LIBRARIES: readonly Library[] = [
  { name: 'Films', root: '/films', kind: 'movies' },
  { name: 'UHD', root: '/uhd', kind: 'movies' },
];
const COMMON = { languages: ['en'], country: 'US' };

let gateway: HttpGateway | undefined;
let server: TestServer | undefined;
afterEach(async () => {
  await gateway?.close();
  await server?.close();
});

describe('createSources', () => {
  it('gives the configured sources in the order of asking', async () => {
    gateway = testGateway();
    const sources = await createSources(
      {
        ...COMMON,
        radarr: [ARR, { ...ARR, name: 'uhd', libraries: ['UHD'] }],
        sonarr: [ARR],
        lidarr: [ARR],
        whisparr: [ARR],
        tmdb: { url: 'https://api.themoviedb.org/3', apiKey: 'k' },
        musicbrainz: { url: 'https://musicbrainz.org/ws/2' },
        coverartarchive: { url: 'https://coverartarchive.org' },
        tvdb: { ...KEYED, seasonType: 'default', movies: false },
        fanarttv: KEYED,
        omdb: KEYED,
        lastfm: { ...KEYED, tracks: false },
        acoustid: { ...KEYED, fpcalc: 'fpcalc' },
      },
      gateway,
      LIBRARIES,
    );
    // Sonarr, Lidarr and Whisparr are in charge of none of these libraries.
    expect(sources.managers.map(({ id, instance }) => [id, instance])).toEqual([
      ['radarr', 'radarr'],
      ['radarr', 'uhd'],
    ]);
    expect(sources.managers.map((manager) => LIBRARIES.map((library) => manager.covers(library)))).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(sources.metadata.map(({ id }) => id)).toEqual(['tmdb', 'tvdb', 'musicbrainz']);
    expect(sources.artwork.map(({ id }) => id)).toEqual(['coverartarchive']);
    expect(sources.supplements?.map(({ id }) => id)).toEqual(['fanarttv', 'omdb', 'lastfm']);
    expect(sources.recognition?.map(({ id }) => id)).toEqual(['musicbrainz', 'acoustid']);
  });

  it('asks nobody but Whisparr about adult libraries, and Whisparr about nothing else', async () => {
    gateway = testGateway();
    const config = {
      ...COMMON,
      radarr: [ARR, { ...ARR, name: 'all', libraries: ['Secret'] }],
      whisparr: [ARR, { ...ARR, name: 'films', libraries: ['Films'] }],
      tmdb: { url: 'https://api.themoviedb.org/3', apiKey: 'k' },
      musicbrainz: { url: 'https://musicbrainz.org/ws/2' },
      coverartarchive: { url: 'https://coverartarchive.org' },
    };
    const secret: Library = { name: 'Secret', root: '/secret', kind: 'adult' };
    const adult = await createSources(config, gateway, [secret]);
    expect(adult.managers.map(({ instance }) => instance)).toEqual(['whisparr']);
    expect([adult.metadata, adult.artwork]).toEqual([[], []]);
    const others = await createSources(config, gateway, LIBRARIES);
    expect(others.managers.map(({ instance }) => instance)).toEqual(['radarr']);
  });

  it('asks Lidarr about music', async () => {
    gateway = testGateway();
    const music: Library = { name: 'Music', root: '/music', kind: 'music' };
    const { managers } = await createSources({ ...COMMON, lidarr: [ARR], radarr: [ARR] }, gateway, [music]);
    expect(managers.map(({ id, groups }) => [id, groups])).toEqual([['lidarr', ['album']]]);
  });

  it('leaves out what is not configured, and TMDb without a key', async () => {
    gateway = testGateway();
    const tmdb = { url: 'https://api.themoviedb.org/3' };
    const { settings: _settings, ...sources } = await createSources({ ...COMMON, tmdb }, gateway, LIBRARIES);
    expect(sources).toEqual({
      managers: [],
      metadata: [],
      artwork: [],
      supplements: [],
      recognition: [],
      local: localSources.map(({ id, groups }) => expect.objectContaining({ id, groups })),
    });
    const withToken = await createSources({ ...COMMON, tmdb: { ...tmdb, accessToken: 't' } }, gateway, LIBRARIES);
    expect(withToken.metadata).toHaveLength(1);
  });

  it('passes warnings on', async () => {
    server = await startServer({ '*': json([{}]) });
    gateway = testGateway();
    const warnings: SourceWarning[] = [];
    const config = { ...COMMON, radarr: [{ ...ARR, url: server.origin }], sonarr: [] };
    const heard = await createSources(config, gateway, LIBRARIES, (warning) => warnings.push(warning));
    const silent = await createSources(config, gateway, LIBRARIES);
    for (const { managers } of [heard, silent]) {
      expect(await managers[0]?.byId({ tmdb: '1' }, 'movie', quiet())).toEqual({ status: 'not-found' });
    }
    expect(warnings).toHaveLength(1);
  });
});

describe('sourceTerms', () => {
  it('has the words of each source that has some', () => {
    const folder = new URL('../../src/providers/', import.meta.url);
    const sources = readdirSync(folder).filter(
      (name) =>
        statSync(new URL(name, folder)).isDirectory() && readdirSync(new URL(`${name}/`, folder)).includes('terms.ts'),
    );
    expect(sourceTerms.map(({ provider }) => provider).sort()).toEqual(sources.sort());
    expect(sourceTerms.length).toBeGreaterThanOrEqual(8);
    for (const { attribution, url } of sourceTerms) {
      expect(attribution).not.toBe('');
      expect(url).toMatch(/^https:/);
    }
  });
});

describe('providerLimits', () => {
  it('names a limit and its rule for each source there is a folder of', () => {
    const folder = new URL('../../src/providers/', import.meta.url);
    const sources = readdirSync(folder).filter(
      (name) =>
        statSync(new URL(name, folder)).isDirectory() && readdirSync(new URL(`${name}/`, folder)).includes('limits.ts'),
    );
    expect([...providerLimits.keys()]).toEqual(expect.arrayContaining(sources));
    for (const limits of providerLimits.values()) {
      expect(limits.rule).toMatch(/^https:\/\//);
      expect(limits.concurrency).toBeGreaterThan(0);
    }
    expect(providerLimits.get('musicbrainz')).toMatchObject({ concurrency: 1, intervalMs: 1000 });
  });

  it('keeps to what the services ask of programs, and is written down in docs/network.md', () => {
    const least = (provider: string) => providerLimits.get(provider)?.intervalMs ?? 0;
    expect(1000 / least('acoustid')).toBeLessThanOrEqual(3);
    expect(1000 / least('lastfm')).toBeLessThanOrEqual(5);
    expect(1000 / least('tmdb')).toBeLessThanOrEqual(40);
    expect(60_000 / least('stashbox')).toBeLessThanOrEqual(240);
    expect(providerLimits.get('omdb')?.perDay).toBe(1000);
    const page = readFileSync(new URL('../../docs/network.md', import.meta.url), 'utf8');
    for (const { provider, rule } of providerLimits.values()) {
      expect(page).toMatch(new RegExp(`^\\| \`${provider}\` \\|.*${rule.replaceAll('.', '\\.')}`, 'm'));
    }
  });
});
