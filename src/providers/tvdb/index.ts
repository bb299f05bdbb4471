import type { HttpGateway, JsonBody } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { GroupKind } from '../../model/kinds.ts';
import type { Candidate } from '../../model/outcome.ts';
import type { MetadataSource } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { tvdbClient } from './client.ts';
import type { TvdbConfig } from './config.ts';
import { translatedEpisodes } from './episodes.ts';
import { baseCandidate, fullCandidate, hitCandidate } from './map/candidates.ts';
import { movieRecord, seriesRecord } from './map/records.ts';
import type { Wishes } from './map/values.ts';
import type { TvdbMovie, TvdbSeries } from './schema.ts';

/** Works that are kept between looking closer at a candidate and fetching it. */
const KEPT = 16;

/**
 * TheTVDB as a source of series, and of movies where that is wanted: one login a run, one search and one lookup a work,
 * and for a series one request for each 500 episodes and language that is needed.
 */
export function createTvdb(
  config: TvdbConfig,
  wishes: Wishes,
  gateway: HttpGateway,
  warn: WarningCollector = () => {},
): MetadataSource {
  const client = tvdbClient(gateway, config, warn);
  const seriesMemo = answerMemo<JsonBody<TvdbSeries>>({ limit: KEPT });
  const movieMemo = answerMemo<JsonBody<TvdbMovie>>({ limit: KEPT });
  const groups: readonly GroupKind[] = config.movies ? ['series', 'movie'] : ['series'];
  const { languages } = wishes;

  const seriesOf = (id: string, signal: AbortSignal) => seriesMemo.ask(id, signal, () => client.series(id, signal));
  const movieOf = (id: string, signal: AbortSignal) => movieMemo.ask(id, signal, () => client.movie(id, signal));

  const byOwnId = async (id: string, group: 'movie' | 'series', signal: AbortSignal): Promise<Answer<Candidate>> => {
    if (!/^[1-9]\d{0,9}$/.test(id)) return NOT_FOUND;
    const answer: Answer<JsonBody<TvdbSeries | TvdbMovie>> =
      group === 'movie' ? await movieOf(id, signal) : await seriesOf(id, signal);
    return mapped(answer, ({ data }) => fullCandidate(data, group, languages, config.seasonType));
  };

  return {
    id: 'tvdb',
    groups,
    resolves: ['tvdb', 'imdb'],
    changedSince: client.changedSince,
    idKind: config.movies ? { series: 'tvdb', movie: 'tvdb' } : { series: 'tvdb' },

    async search({ kind, title, year }, signal) {
      if (kind === 'album' || !groups.includes(kind) || title.trim() === '') return ok([]);
      const answer = await client.search(kind, title, year, signal);
      return mapped(answer, ({ data }) => data.map((hit) => hitCandidate(hit, kind, languages)));
    },

    async resolve({ kind, value }, group, signal) {
      if (group === 'album' || !groups.includes(group)) return NOT_FOUND;
      if (kind === 'tvdb') return byOwnId(value, group, signal);
      if (kind !== 'imdb' || !/^tt\d{7,}$/.test(value)) return NOT_FOUND;
      const answer = await client.remote(value, signal);
      if (answer.status !== 'ok') return answer;
      const found = answer.value.data.map((each) => each[group]).find((each) => each !== undefined);
      return found === undefined ? NOT_FOUND : ok(baseCandidate(found, group));
    },

    async complete(candidate, signal) {
      if (candidate.provider !== 'tvdb') return ok(candidate);
      return byOwnId(candidate.providerId, candidate.kind === 'movie' ? 'movie' : 'series', signal);
    },

    async fetch(ids, group, _wanted, signal) {
      const id = ids.tvdb;
      if (id === undefined || !/^[1-9]\d{0,9}$/.test(id) || !groups.includes(group)) return NOT_FOUND;
      if (group === 'movie') return mapped(await movieOf(id, signal), (movie) => movieRecord(movie, wishes));
      const series = await seriesOf(id, signal);
      if (series.status !== 'ok') return series;
      const episodes = await translatedEpisodes(client, series.value, languages, signal);
      return mapped(episodes, (all) => seriesRecord(series.value, all, config.seasonType, wishes));
    },
  };
}
