import { bytes, json, type RecordedRequest, startServer, type TestServer } from '../../support/http-server.ts';
import { coverArtIndex, musicbrainzAnswer } from './musicbrainz.ts';
import { pictureFor } from './pictures.ts';
import { radarrMovies } from './radarr.ts';
import { sonarrEpisodes, sonarrSeries } from './sonarr.ts';
import { tmdbAnswer, tmdbImagePaths } from './tmdb.ts';

/** Keys that the demo's services ask for; the recording takes them out again. */
export const DEMO_KEYS = { radarr: 'demo-radarr-key', sonarr: 'demo-sonarr-key', tmdb: 'demo-tmdb-key' } as const;

export interface DemoServices {
  /** Real origin → loopback origin. */
  readonly origins: Readonly<Record<string, string>>;
  /** Every request so far: `radarr GET /api/v3/movie`. */
  requests(): string[];
  close(): Promise<void>;
}

const UNAUTHORIZED = Symbol('unauthorized');

type Answer = (request: RecordedRequest) => unknown | Promise<unknown>;

export interface DemoServiceOptions {
  /** Radarr and Sonarr forbid to keep their answers, as the real ones do (`CacheHeaderMiddleware` in their sources). */
  readonly noStore?: boolean;
}

/** Starts the services of the demo on the loopback address, each on an origin of its own. */
export async function startDemoServices(options: DemoServiceOptions = {}): Promise<DemoServices> {
  const answers: Readonly<Record<string, { readonly origin: string; readonly answer: Answer }>> = {
    radarr: { origin: 'http://radarr.demo:7878', answer: withKey(DEMO_KEYS.radarr, radarr) },
    sonarr: { origin: 'http://sonarr.demo:8989', answer: withKey(DEMO_KEYS.sonarr, sonarr) },
    tmdb: { origin: 'https://api.themoviedb.org', answer: tmdb },
    tmdbImages: { origin: 'https://image.tmdb.org', answer: tmdbImage },
    tvdbImages: { origin: 'https://artworks.thetvdb.com', answer: ({ path }) => pictureFor(path) },
    musicbrainz: {
      origin: 'https://musicbrainz.org',
      answer: ({ path, query }) => musicbrainzAnswer(path.replace('/ws/2', ''), new URLSearchParams(query)),
    },
    coverart: { origin: 'https://coverartarchive.org', answer: coverArt },
  };
  const servers: (readonly [string, string, TestServer])[] = [];
  for (const [name, { origin, answer }] of Object.entries(answers)) {
    servers.push([
      name,
      origin,
      await startServer(async (request, response) => {
        if (options.noStore === true && name.endsWith('arr')) {
          response.setHeader('cache-control', 'no-cache, no-store');
        }
        return reply(await answer(request))(request, response);
      }),
    ]);
  }
  return {
    origins: Object.fromEntries(servers.map(([, origin, server]) => [origin, server.origin])),
    requests: () =>
      servers.flatMap(([name, , server]) => server.requests.map(({ method, path }) => `${name} ${method} ${path}`)),
    close: async () => {
      await Promise.all(servers.map(([, , server]) => server.close()));
    },
  };
}

function reply(answer: unknown): ReturnType<typeof json> {
  if (Buffer.isBuffer(answer)) return bytes(answer, 'image/jpeg');
  if (answer === UNAUTHORIZED) return json({ error: 'Unauthorized' }, { status: 401 });
  if (answer === undefined)
    return json({ status_message: 'The resource you requested could not be found.' }, { status: 404 });
  return json(answer);
}

function withKey(key: string, answer: Answer): Answer {
  return (request) => (request.headers['x-api-key'] === key ? answer(request) : UNAUTHORIZED);
}

function radarr({ path }: RecordedRequest): unknown {
  return path === '/api/v3/movie' ? radarrMovies() : undefined;
}

function sonarr({ path, query }: RecordedRequest): unknown {
  if (path === '/api/v3/series') return sonarrSeries();
  return path === '/api/v3/episode' ? sonarrEpisodes(Number(query.seriesId)) : undefined;
}

function tmdb({ path, query }: RecordedRequest): unknown {
  if (query.api_key !== DEMO_KEYS.tmdb) return UNAUTHORIZED;
  return tmdbAnswer(path.replace('/3/', '/'), new URLSearchParams(query));
}

function tmdbImage({ path }: RecordedRequest): unknown {
  const file = path.replace('/t/p/original', '');
  return tmdbImagePaths().includes(file) ? pictureFor(file) : undefined;
}

function coverArt({ path }: RecordedRequest): unknown {
  const [, , id, picture] = path.split('/');
  if (id === undefined) return undefined;
  return picture === undefined ? coverArtIndex(id) : pictureFor(`cover ${path}`);
}
