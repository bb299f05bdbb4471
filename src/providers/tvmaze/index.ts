import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import { validId } from '../../model/external-ids.ts';
import type { ChangedSince, MetadataSource } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type TvmazeClient, type TvmazeConfig, type TvmazeSpan, tvmazeClient } from './client.ts';
import { showCandidate, showRecord } from './map.ts';
import type { TvmazeShow } from './schema.ts';

/** Shows that are kept between looking closer at a candidate and fetching it. */
const KEPT = 16;
const DAY_MS = 86_400_000;
const SPANS: readonly (readonly [TvmazeSpan, number])[] = [
  ['day', 1],
  ['week', 7],
  ['month', 30],
];

/** TVmaze as a source of series: one search and one look-up a work, episodes and people included. */
export function createTvmaze(
  config: TvmazeConfig,
  gateway: HttpGateway,
  warn: WarningCollector = () => {},
): MetadataSource {
  const client = tvmazeClient(config, gateway, warn);
  const shows = answerMemo<JsonBody<TvmazeShow>>({ limit: KEPT });
  const show = async (id: string, signal: AbortSignal): Promise<Answer<JsonBody<TvmazeShow>>> =>
    validId('tvmaze', id) === id ? shows.ask(id, signal, () => client.show(id, signal)) : NOT_FOUND;

  return {
    id: 'tvmaze',
    groups: ['series'],
    resolves: ['tvmaze', 'tvdb', 'imdb'],
    idKind: { series: 'tvmaze' },
    changedSince: changedSince(client),

    async search({ kind, title }, signal) {
      if (kind !== 'series' || title.trim() === '') return ok([]);
      return mapped(await client.search(title, signal), ({ data }) => data.map((hit) => showCandidate(hit.show)));
    },

    async resolve({ kind, value }, group, signal) {
      if (group !== 'series') return NOT_FOUND;
      if (kind === 'tvmaze') return mapped(await show(value, signal), ({ data }) => showCandidate(data));
      if ((kind !== 'tvdb' && kind !== 'imdb') || validId(kind, value) !== value) return NOT_FOUND;
      const asked = kind === 'tvdb' ? 'thetvdb' : 'imdb';
      return mapped(await client.lookup(asked, value, signal), ({ data }) => showCandidate(data));
    },

    async complete(candidate, signal) {
      if (candidate.provider !== 'tvmaze') return ok(candidate);
      return mapped(await show(candidate.providerId, signal), ({ data }) => showCandidate(data));
    },

    async fetch(ids, group, _wanted, signal) {
      if (group !== 'series' || ids.tvmaze === undefined) return NOT_FOUND;
      return mapped(await show(ids.tvmaze, signal), showRecord);
    },
  };
}

/** One request for the shows of a day, week or month; TVmaze has no list of a longer time. */
function changedSince(client: TvmazeClient): ChangedSince {
  return async (kind, since, requests, signal) => {
    if (kind !== 'series') return NOT_FOUND;
    const days = (Date.now() - since.getTime()) / DAY_MS;
    const [span] = SPANS.find(([, length]) => days <= length) ?? [];
    if (span === undefined || requests < 1) return ok({ status: 'too-many' });
    return mapped(await client.updates(span, signal), ({ data }) => {
      const changed = Object.entries(data).filter(([, seconds]) => seconds * 1000 >= since.getTime());
      return { status: 'known', ids: new Set(changed.map(([id]) => id)) } as const;
    });
  };
}
