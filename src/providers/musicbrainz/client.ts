import type { z } from 'zod';
import type { CacheKind } from '../../cache/port.ts';
import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, ok } from '../../model/answer.ts';
import { apiBase, query } from '../shared/addresses.ts';
import { alwaysThere } from '../shared/answers.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import type { MusicBrainzConfig } from './config.ts';
import { type MbRelease, mbEntity, mbRelease, mbReleases } from './schema.ts';

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
  'work-level-rels',
  'tags',
  'ratings',
  'artist-rels',
].join(' ');

const FOUND_AT_MOST = 25;
/** A page of a browse has 100 at most, and fewer where there are tracks in it: about 500 of those. */
const BROWSED_AT_MOST = 100;
/** A release group with more editions than fit into this is not looked through. */
const PAGES_AT_MOST = 3;

type Asked<T> = Promise<Answer<JsonBody<T>>>;

export interface MusicBrainzClient {
  /** `lucene`: a query in Lucene's syntax. */
  search(lucene: string, signal: AbortSignal): Asked<{ readonly releases: readonly MbRelease[] }>;
  /** Releases that belong to another entity; with their tracks where those are needed to choose by. */
  browse(
    linked: 'release-group' | 'track' | 'recording',
    mbid: string,
    tracks: boolean,
    signal: AbortSignal,
  ): Promise<Answer<readonly MbRelease[]>>;
  /** Releases that have a disc of this table of contents (`1 12 267257 150 22767 …`), or of one much like it. */
  byToc(toc: string, signal: AbortSignal): Asked<{ readonly releases: readonly MbRelease[] }>;
  release(mbid: string, signal: AbortSignal): Asked<MbRelease>;
  /** An entity of another kind, with nothing but its id. */
  entity(kind: 'artist' | 'release-group', mbid: string, signal: AbortSignal): Asked<{ readonly id: string }>;
}

export function musicbrainzClient(
  gateway: HttpGateway,
  config: MusicBrainzConfig,
  warn: WarningCollector,
): MusicBrainzClient {
  const told = telling('musicbrainz', warn);
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
      told(schema),
      signal,
    );

  return {
    async search(lucene, signal) {
      const answer = await get('release', { query: lucene, limit: FOUND_AT_MOST }, mbReleases, 'search', signal);
      const hint = 'Check `sources.musicbrainz.url` in the configuration.';
      return alwaysThere(answer, { provider: 'musicbrainz', what: 'search', hint });
    },
    async browse(linked, mbid, tracks, signal) {
      const inc = ['media', 'artist-credits', 'release-groups', 'labels', ...(tracks ? ['recordings'] : [])].join(' ');
      const releases: MbRelease[] = [];
      for (let page = 0; page < PAGES_AT_MOST; page++) {
        const members = {
          [linked]: mbid,
          inc,
          limit: BROWSED_AT_MOST,
          ...(page === 0 ? {} : { offset: releases.length }),
        };
        const answer = await get('release', members, mbReleases, 'search', signal);
        if (answer.status !== 'ok') return answer;
        const { releases: found, 'release-count': count = 0 } = answer.value.data;
        releases.push(...found);
        if (found.length === 0 || releases.length >= count) break;
      }
      return ok(releases);
    },
    byToc: (toc, signal) =>
      get('discid/-', { toc, cdstubs: 'no', inc: 'artist-credits release-groups' }, mbReleases, 'search', signal),
    entity: (kind, mbid, signal) => get(`${kind}/${mbid}`, {}, mbEntity, 'work', signal),
    release: (mbid, signal) => get(`release/${mbid}`, { inc: INC }, mbRelease, 'work', signal),
  };
}
