import { type Answer, ok } from '../../model/answer.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { SEASONS_ALONE, SEASONS_BESIDE_SHOW, type TmdbClient } from './client.ts';
import type { FetchedShow } from './map/show-record.ts';

/** Shows that are kept between looking closer at a candidate and fetching it. */
const KEPT_SHOWS = 16;

/** Season 0 and the first ones: asked for when it is not known yet which exist, so that most shows cost one request. */
const LIKELY_SEASONS: readonly number[] = Array.from({ length: SEASONS_BESIDE_SHOW }, (_, season) => season);

export interface SeriesFetcher {
  /** The show with the seasons that fit beside it. */
  show(id: string, signal: AbortSignal): Promise<Answer<FetchedShow>>;
  /** The show with all of `wanted`; without it, with all seasons. */
  withSeasons(id: string, wanted: readonly number[] | undefined, signal: AbortSignal): Promise<Answer<FetchedShow>>;
}

/**
 * Shows and their seasons with as few requests as there can be: seasons are appended to the show's own answer, further
 * ones to answers of their own, 20 each; what was looked at as a candidate is not asked again.
 */
export function seriesFetcher(client: TmdbClient): SeriesFetcher {
  const memo = answerMemo<FetchedShow>({ limit: KEPT_SHOWS });

  const first = (id: string, seasons: readonly number[], signal: AbortSignal): Promise<Answer<FetchedShow>> =>
    memo.ask(id, signal, async () => {
      const answer = await client.tv(id, seasons, signal);
      if (answer.status !== 'ok') return answer;
      const { data, fetchedAt, digest } = answer.value;
      const fetched = data.seasons.map((season) => [season.season_number, { season, fetchedAt, digest }] as const);
      return ok({ show: data.show, fetchedAt, digest, seasons: new Map(fetched) });
    });

  const further = async (
    fetched: FetchedShow,
    missing: readonly number[],
    signal: AbortSignal,
  ): Promise<Answer<FetchedShow>> => {
    const seasons = new Map(fetched.seasons);
    for (let start = 0; start < missing.length; start += SEASONS_ALONE) {
      const chunk = missing.slice(start, start + SEASONS_ALONE);
      const answer = await client.seasons(fetched.show.id, chunk, signal);
      if (answer.status !== 'ok') return answer;
      const { data, fetchedAt, digest } = answer.value;
      for (const season of data) seasons.set(season.season_number, { season, fetchedAt, digest });
    }
    return ok({ ...fetched, seasons });
  };

  return {
    show: (id, signal) => first(id, LIKELY_SEASONS, signal),

    async withSeasons(id, wanted, signal) {
      const beside = wanted === undefined ? LIKELY_SEASONS : distinct(wanted).slice(0, SEASONS_BESIDE_SHOW);
      const answer = await first(id, beside, signal);
      if (answer.status !== 'ok') return answer;
      const { show, seasons } = answer.value;
      const existing = show.seasons.map((season) => season.season_number);
      const missing = (
        wanted === undefined ? existing : distinct(wanted).filter((season) => existing.includes(season))
      ).filter((season) => !seasons.has(season));
      if (missing.length === 0) return answer;
      return further(answer.value, missing, signal);
    },
  };
}

function distinct(seasons: readonly number[]): number[] {
  return [...new Set(seasons)].sort((a, b) => a - b);
}
