import type { z } from 'zod';
import type { CacheKind } from '../../cache/port.ts';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import type { Answer } from '../../model/answer.ts';
import { apiBase, query } from '../shared/addresses.ts';
import { alwaysThere } from '../shared/answers.ts';
import type { MusicBrainzConfig } from './config.ts';
import { type MbRelease, mbRelease, mbReleases } from './schema.ts';

/** Everything of an album in one request, as a tagger asks it. */
const INC = [
  'recordings',
  'artist-credits',
  'labels',
  'release-groups',
  'genres',
  'aliases',
  'isrcs',
  'recording-level-rels',
  'work-rels',
  'artist-rels',
].join(' ');

const FOUND_AT_MOST = 25;
/** A page of a browse has 100 at most; a release group with more editions than that is not looked through. */
const BROWSED_AT_MOST = 100;

type Asked<T> = Promise<Answer<JsonBody<T>>>;

export interface MusicBrainzClient {
  /** `lucene`: a query in Lucene's syntax. */
  search(lucene: string, signal: AbortSignal): Asked<{ readonly releases: readonly MbRelease[] }>;
  /** Releases that belong to another entity. */
  browse(
    linked: 'release-group' | 'track',
    mbid: string,
    signal: AbortSignal,
  ): Asked<{ readonly releases: readonly MbRelease[] }>;
  release(mbid: string, signal: AbortSignal): Asked<MbRelease>;
}

export function musicbrainzClient(gateway: HttpGateway, config: MusicBrainzConfig): MusicBrainzClient {
  const base = apiBase(config.url, '/ws/2');
  const get = <S extends z.ZodType>(
    path: string,
    members: Readonly<Record<string, string | number>>,
    schema: S,
    cache: CacheKind,
    signal: AbortSignal,
  ): Promise<Answer<JsonBody<z.output<S>>>> =>
    gateway.json(
      { provider: 'musicbrainz', url: `${base}/${path}${query({ ...members, fmt: 'json' })}`, cache },
      schema,
      signal,
    );

  return {
    async search(lucene, signal) {
      const answer = await get('release', { query: lucene, limit: FOUND_AT_MOST }, mbReleases, 'search', signal);
      const hint = 'Check `sources.musicbrainz.url` in the configuration.';
      return alwaysThere(answer, { provider: 'musicbrainz', what: 'search', hint });
    },
    browse: (linked, mbid, signal) =>
      get(
        'release',
        { [linked]: mbid, inc: 'media artist-credits release-groups', limit: BROWSED_AT_MOST },
        mbReleases,
        'search',
        signal,
      ),
    release: (mbid, signal) => get(`release/${mbid}`, { inc: INC }, mbRelease, 'work', signal),
  };
}
