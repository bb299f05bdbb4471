import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { KnownWork, SupplementSource } from '../port.ts';
import { apiBase } from '../shared/addresses.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { knownId } from '../shared/known-work.ts';
import { present } from '../shared/present.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { imagesOf } from './map.ts';
import { type FanartAnswer, fanartAnswer } from './schema.ts';

export interface FanartTvConfig {
  /** `https://webservice.fanart.tv/v3`, or a mirror of it. */
  readonly url: string;
  readonly apiKey: string;
  /** A person's own key: newer pictures, and no part in the project's limits. */
  readonly clientKey?: string | undefined;
}

/** Artists whose pictures are kept: they hold those of all their albums. */
const KEPT = 64;
const MBID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** fanart.tv: one request a movie, a series or an artist with all of its albums. */
export function createFanartTv(
  config: FanartTvConfig,
  gateway: HttpGateway,
  warn: WarningCollector = () => {},
): SupplementSource {
  const told = telling('fanarttv', warn);
  const base = apiBase(config.url, '/v3');
  const memo = answerMemo<JsonBody<FanartAnswer>>({ limit: KEPT });
  const secretQuery = present({ api_key: config.apiKey, client_key: config.clientKey });
  const ask = (path: string, signal: AbortSignal): Promise<Answer<JsonBody<FanartAnswer>>> =>
    memo.ask(path, signal, () =>
      gateway.json(
        { provider: 'fanarttv', url: `${base}/${path}`, secretQuery, cache: 'artwork' },
        told(fanartAnswer),
        signal,
      ),
    );

  return {
    id: 'fanarttv',
    groups: ['movie', 'series', 'album'],
    async supplement(work, signal) {
      const id = askedId(work);
      if (id === undefined) return NOT_FOUND;
      const answer = await ask(`${PLACES[work.kind]}/${id}`, signal);
      if (answer.status !== 'ok') return answer;
      return ok(work.kind === 'album' ? albumRecord(work, id, answer.value) : workRecord(work.kind, id, answer.value));
    },
  };
}

const PLACES = { movie: 'movies', series: 'tv', album: 'music' } as const;

/** The id that pictures are kept by: TMDb's or IMDb's of a movie, TheTVDB's of a series, the artist's of an album. */
function askedId(work: KnownWork): string | undefined {
  const fitting = (id: string | undefined, pattern: RegExp) => (id !== undefined && pattern.test(id) ? id : undefined);
  switch (work.kind) {
    case 'movie':
      return fitting(knownId(work, 'tmdb'), /^\d+$/) ?? fitting(knownId(work, 'imdb'), /^tt\d+$/);
    case 'series':
      return fitting(knownId(work, 'tvdb'), /^\d+$/);
    case 'album':
      return fitting(knownId(work, 'musicbrainz-artist')?.toLowerCase(), MBID);
  }
}

function workRecord(kind: 'movie' | 'series', id: string, { data, ...answer }: JsonBody<FanartAnswer>): SourceRecord {
  return { ...bareRecord('fanarttv', kind, id, answer), images: imagesOf(data.pictures) };
}

/** Covers and discs are kept by release group; they are as good for any edition of it. */
function albumRecord(work: KnownWork, artist: string, { data, ...answer }: JsonBody<FanartAnswer>): SourceRecord {
  const group = knownId(work, 'musicbrainz-release-group')?.toLowerCase();
  const album = group === undefined ? undefined : data.albums.get(group);
  const above: SourceRecord = {
    ...bareRecord('fanarttv', 'artist', artist, answer),
    ids: { 'musicbrainz-artist': artist },
    images: imagesOf(data.pictures),
  };
  const between: SourceRecord = {
    ...bareRecord('fanarttv', 'release-group', group ?? artist, answer),
    ids: present({ 'musicbrainz-release-group': group }),
    parent: above,
  };
  return {
    ...bareRecord('fanarttv', 'release', group ?? artist, answer),
    images: album === undefined ? [] : imagesOf(album),
    parent: between,
  };
}
