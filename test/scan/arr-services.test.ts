import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemDocument } from '../../src/cli/commands/show/document.ts';
import { runCli } from '../cli/run-cli.ts';
import { type Handler, json, type Routes, startServer, type TestServer } from '../support/http-server.ts';
import { scan } from '../support/scan-world.ts';

/** As an Arr writes it of a file that it has probed. */
const MEDIA_INFO = {
  audioChannels: 5.1,
  audioCodec: 'EAC3',
  audioLanguages: 'eng/deu',
  audioStreamCount: 2,
  videoBitDepth: 10,
  videoCodec: 'x265',
  videoFps: 24,
  videoDynamicRange: 'HDR',
  videoDynamicRangeType: 'HDR10',
  resolution: '3840x2160',
  runTime: '1:54:02',
  subtitles: 'eng',
};

let folder: string;
let config: string;
let servers: TestServer[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-arr-'));
  config = join(folder, 'revenge.config.yaml');
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function serve(routes: Routes | Handler): Promise<TestServer> {
  const server = await startServer(routes);
  servers.push(server);
  return server;
}

/** A file that is no video: whoever opened it would say so. */
async function put(path: string): Promise<number> {
  const bytes = Buffer.from(`not a video at all: ${path}`);
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
  return bytes.length;
}

async function configure(library: string, sources: string): Promise<void> {
  const head = `libraries: [${library}]\nstore: store.sqlite\ncache: { enabled: false }\nsources:\n  musicbrainz: false\n  tvmaze: false\n  coverartarchive: false\n`;
  await writeFile(config, head + sources);
}

const run = () => scan(['--config', config, '--no-artwork']);

describe('a library that Radarr knows', () => {
  it('of 1,000 movies costs three requests at most, and no file of it is probed', async () => {
    const movies = [];
    for (let id = 1; id <= 1000; id++) {
      const name = `Movie ${id} (2001)`;
      const size = await put(`Films/${name}/${name}.mkv`);
      const path = `/movies/${name}`;
      const movieFile = { path: `${path}/${name}.mkv`, size, mediaInfo: MEDIA_INFO };
      movies.push({ id, title: `Movie ${id}`, year: 2001, tmdbId: id, path, tags: [1], movieFile });
    }
    const radarr = await serve({
      '/api/v3/movie': json(movies),
      '/api/v3/tag': json([{ id: 1, label: 'kept' }]),
    });
    await configure(
      '{ name: Films, path: Films, kind: movies }',
      `  radarr: [{ url: "${radarr.origin}", apiKey: k, pathMap: [{ from: /movies, to: Films }] }]`,
    );
    const { summary, events } = await run();
    expect(summary.groups).toMatchObject({ total: 1000, matched: 1000 });
    expect(summary.files).toMatchObject({ added: 1000, failed: 0 });
    expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
    expect(radarr.requests.map(({ url }) => url)).toEqual(['/api/v3/movie', '/api/v3/tag']);

    const shown = await runCli(['show', '--json', '--config', config, 'tmdb:7']);
    const { fields, files } = itemDocument.parse(JSON.parse(shown.out));
    expect(fields.tags?.value).toEqual(['kept']);
    expect(files[0]?.probe).toMatchObject({
      container: 'matroska',
      duration: 6842,
      video: [{ codec: 'hevc', width: 3840, height: 2160, frameRate: 24, bitDepth: 10, hdr: 'hdr10' }],
      audio: [{ codec: 'eac3', channels: 6, language: 'en' }, { language: 'de' }],
      subtitles: [{ language: 'en' }],
    });
    expect((await run()).summary).toMatchObject({ rows: { changed: 0 }, requests: { live: 0 } });
  });

  it('is probed where a file has changed since Radarr looked', async () => {
    const size = await put('Films/Alien (1979)/Alien.mkv');
    const path = '/movies/Alien (1979)';
    const movieFile = { path: `${path}/Alien.mkv`, size: size + 1, mediaInfo: MEDIA_INFO };
    const radarr = await serve({ '/api/v3/movie': json([{ id: 1, title: 'Alien', tmdbId: 348, path, movieFile }]) });
    await configure(
      '{ name: Films, path: Films, kind: movies }',
      `  radarr: [{ url: "${radarr.origin}", apiKey: k, pathMap: [{ from: /movies, to: Films }] }]`,
    );
    const { summary, events } = await run();
    expect(summary.groups.matched).toBe(1);
    expect(summary.files.failed).toBe(1);
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning', path: 'Alien (1979)/Alien.mkv' }));
  });
});

describe('a library that Radarr sees at other paths', () => {
  it('is told of, once, with what to do about it', async () => {
    const movies = [];
    for (let id = 1; id <= 12; id++) {
      const name = `Movie ${id} (2001)`;
      await put(`Films/${name}/${name}.mkv`);
      movies.push({ id, title: `Movie ${id}`, tmdbId: id, path: `/data/movies/${name}` });
    }
    const radarr = await serve({ '/api/v3/movie': json(movies) });
    const source = (map: string) =>
      `  radarr: [{ url: "${radarr.origin}", apiKey: k, pathMap: [{ from: ${map}, to: Films }] }]`;
    const library = '{ name: Films, path: Films, kind: movies }';
    await configure(library, source('/movies'));
    const wrong = await run();
    const told = wrong.events.filter((event) => event.type === 'warning' && event.code === 'ARR_KNOWS_NOTHING');
    expect(told).toMatchObject([{ message: 'radarr knows none of the 12 works that it was asked about' }]);
    expect(wrong.summary.groups.unmatched).toBe(12);
    await configure(library, source('/data/movies'));
    const right = await scan(['--config', config, '--no-artwork', '--retry-unmatched']);
    expect(right.summary.groups.matched).toBe(12);
    expect(right.events.some((event) => event.type === 'warning' && event.code === 'ARR_KNOWS_NOTHING')).toBe(false);
  });
});

describe('a library that Sonarr knows', () => {
  it('of 200 series of which 5 changed costs one request, and one for each of the five', async () => {
    const files = new Map<number, string[]>();
    const add = async (id: number, episode: number): Promise<void> => {
      const relative = `Season 01/Series ${id} - S01E0${episode}.mkv`;
      await put(`Series/Series ${id}/${relative}`);
      files.set(id, [...(files.get(id) ?? []), relative]);
    };
    for (let id = 1; id <= 200; id++) await add(id, 1);
    const series = Array.from({ length: 200 }, (_, index) => ({
      id: index + 1,
      title: `Series ${index + 1}`,
      tvdbId: 5000 + index,
      path: `/tv/Series ${index + 1}`,
      seasons: [{ seasonNumber: 1, monitored: true }],
      tags: [],
    }));
    const episodes: Handler = (request, response) => {
      const id = Number(request.query.seriesId);
      const list = (files.get(id) ?? []).map((relativePath, index) => ({
        id: id * 10 + index,
        seasonNumber: 1,
        episodeNumber: index + 1,
        title: `Episode ${index + 1}`,
        episodeFile: { relativePath, path: `/tv/Series ${id}/${relativePath}` },
      }));
      return json(list)(request, response);
    };
    const sonarr = await serve({ '/api/v3/series': json(series), '/api/v3/episode': episodes });
    await configure(
      '{ name: Series, path: Series, kind: tv }',
      `  sonarr: [{ url: "${sonarr.origin}", apiKey: k, pathMap: [{ from: /tv, to: Series }] }]`,
    );
    expect((await run()).summary.groups).toMatchObject({ total: 200, matched: 200 });
    expect(sonarr.requests).toHaveLength(201);

    for (const id of [3, 50, 77, 120, 200]) await add(id, 2);
    const { summary } = await run();
    expect(summary.groups).toMatchObject({ total: 200, matched: 200, unchanged: 195 });
    const asked = sonarr.requests.slice(201).map(({ path, query }) => `${path} ${query.seriesId ?? ''}`);
    expect(asked[0]).toBe('/api/v3/series ');
    expect(asked.slice(1).sort()).toEqual([120, 200, 3, 50, 77].map((id) => `/api/v3/episode ${id}`));
    const before = sonarr.requests.length;
    expect((await run()).summary.rows.changed).toBe(0);
    expect(sonarr.requests).toHaveLength(before);
  });
});

describe('a library that Lidarr knows', () => {
  it('costs one request, and three for each artist with changed files, whose tracks are what Lidarr says', async () => {
    const artists = [];
    const routes: Record<string, Handler> = {};
    for (const id of [1, 2]) {
      artists.push({
        id,
        artistName: `Artist ${id}`,
        path: `/music/Artist ${id}`,
        foreignArtistId: `artist-${id}`,
        tags: [],
      });
      const release = {
        foreignReleaseId: `release-${id}`,
        title: 'Album',
        monitored: true,
        trackCount: 2,
        mediumCount: 1,
      };
      const album = { id: id * 10, title: 'Album', artistId: id, foreignAlbumId: `group-${id}`, releases: [release] };
      // The names of the files say the opposite of what Lidarr heard.
      const tracks = [1, 2].map((n) => ({
        id: id * 100 + n,
        albumId: id * 10,
        trackFileId: id * 1000 + (3 - n),
        title: `Title ${n}`,
        mediumNumber: 1,
        absoluteTrackNumber: n,
        trackNumber: String(n),
      }));
      const files = [];
      for (const n of [1, 2]) {
        const name = `Album/0${n}.flac`;
        const size = await put(`Music/Artist ${id}/${name}`);
        const path = `/music/Artist ${id}/${name}`;
        files.push({ id: id * 1000 + n, albumId: id * 10, path, size, quality: { quality: { name: 'FLAC' } } });
      }
      routes[`/api/v1/album?artistId=${id}`] = json([album]);
      routes[`/api/v1/track?artistId=${id}`] = json(tracks);
      routes[`/api/v1/trackfile?artistId=${id}`] = json(files);
    }
    const lidarr = await serve({ '/api/v1/artist': json(artists), ...routes });
    await configure(
      '{ name: Music, path: Music, kind: music }',
      `  lidarr: [{ url: "${lidarr.origin}", apiKey: k, pathMap: [{ from: /music, to: Music }] }]`,
    );
    expect((await run()).summary.groups).toMatchObject({ total: 2, matched: 2 });
    expect(lidarr.requests).toHaveLength(7);

    const shown = await runCli(['show', '--json', '--config', config, 'musicbrainz-release:release-2']);
    const { tracks, parents, files } = itemDocument.parse(JSON.parse(shown.out));
    expect(tracks?.map(({ title, files: of }) => [title, of.map(({ path }) => path)])).toEqual([
      ['Title 1', ['Artist 2/Album/02.flac']],
      ['Title 2', ['Artist 2/Album/01.flac']],
    ]);
    expect(tracks?.[0]?.files[0]?.managed).toMatchObject({ source: 'lidarr', quality: 'FLAC' });
    expect(parents.map(({ kind, title }) => [kind, title])).toEqual([
      ['release-group', 'Album'],
      ['artist', 'Artist 2'],
    ]);
    expect(files).toEqual([]);

    await put('Music/Artist 1/Album/cover.jpg');
    await run();
    const again = lidarr.requests.slice(7).map(({ url }) => url.replace('/api/v1/', ''));
    expect(again.sort()).toEqual(['album?artistId=1', 'artist', 'track?artistId=1', 'trackfile?artistId=1']);
  });
});

describe('two instances with overlapping libraries', () => {
  it('match all files, one by container paths, one by Windows paths', async () => {
    const movie = async (id: number, at: (name: string) => string, quality: string) => {
      const name = `Movie ${id} (2001)`;
      const file = `${name} ${quality}.mkv`;
      const size = await put(`Films/${name}/${file}`);
      const path = at(name);
      const separator = path.includes('\\') ? '\\' : '/';
      const movieFile = {
        path: `${path}${separator}${file}`,
        size,
        mediaInfo: MEDIA_INFO,
        quality: { quality: { name: quality } },
        releaseGroup: 'OURS',
      };
      return { id, title: `Movie ${id}`, year: 2001, tmdbId: id, path, tags: [], movieFile };
    };
    const inContainer = [];
    for (const id of [1, 2, 3, 4, 5, 6]) inContainer.push(await movie(id, (name) => `/movies/${name}`, 'HD'));
    const onWindows = [];
    for (const id of [4, 5, 6, 7, 8, 9]) onWindows.push(await movie(id, (name) => `D:\\Filme\\${name}`, '4K'));
    const one = await serve({ '/api/v3/movie': json(inContainer) });
    const other = await serve({ '/radarr/api/v3/movie': json(onWindows) });
    await configure(
      '{ name: Films, path: Films, kind: movies }',
      `  radarr:
    - { url: "${one.origin}", apiKey: k, pathMap: [{ from: /movies, to: Films }] }
    - { name: uhd, url: "${other.origin}/radarr", apiKey: k, libraries: [Films], pathMap: [{ from: 'd:\\filme\\', to: Films }] }`,
    );
    const { summary, events } = await run();
    expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
    expect(summary.groups).toMatchObject({ total: 9, matched: 9 });
    expect([one.requests.length, other.requests.length]).toEqual([1, 1]);

    const shown = await runCli(['show', '--json', '--config', config, 'tmdb:5']);
    const { fields, files, identification } = itemDocument.parse(JSON.parse(shown.out));
    expect(identification?.reasons.join('\n')).toMatch(/radarr knows this path.*\nuhd knows this path/);
    expect(fields.title?.values.map(({ source, sourceId }) => `${source} ${sourceId}`)).toEqual(
      expect.arrayContaining(['radarr 5', 'radarr uhd:5']),
    );
    expect(files.map(({ managed, probe }) => [managed?.quality, probe?.container]).sort()).toEqual([
      ['4K', 'matroska'],
      ['HD', 'matroska'],
    ]);
  });
});
