import { type Answer, ok } from '../../model/answer.ts';
import { SEASONS_ALONE, type TmdbClient } from './client.ts';
import type { FetchedShow } from './map/show-record.ts';
import type { TmdbEpisode, TmdbSeason } from './schema/tv.ts';

/**
 * The show with names and texts of its episodes from the next languages where the first has none, field by field. One
 * request a language at most, for the seasons that lack most, and none where nothing is missing that was on air.
 */
export async function withFurtherLanguages(
  client: TmdbClient,
  fetched: FetchedShow,
  languages: readonly string[],
  signal: AbortSignal,
): Promise<Answer<FetchedShow>> {
  const seasons = new Map(fetched.seasons);
  const today = fetched.fetchedAt.slice(0, 10);
  for (const language of languages.slice(1)) {
    const lacking = [...seasons.values()]
      .map(({ season }) => ({ number: season.season_number, count: lackingIn(season, today) }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count || one.number - other.number)
      .slice(0, SEASONS_ALONE)
      .map(({ number }) => number);
    if (lacking.length === 0) break;
    const answer = await client.seasons(fetched.show.id, lacking, signal, language);
    if (answer.status !== 'ok') return answer;
    for (const other of answer.value.data) {
      const known = seasons.get(other.season_number);
      if (known !== undefined) seasons.set(other.season_number, { ...known, season: filled(known.season, other) });
    }
  }
  return ok({ ...fetched, seasons });
}

/** How many episodes that were on air lack a name or a text. */
function lackingIn({ episodes }: TmdbSeason, today: string): number {
  return episodes.filter(
    (episode) =>
      episode.air_date !== undefined &&
      episode.air_date <= today &&
      (episode.overview === undefined || isNumberOnly(episode)),
  ).length;
}

function filled(season: TmdbSeason, other: TmdbSeason): TmdbSeason {
  const others = new Map(other.episodes.map((episode) => [episode.episode_number, episode]));
  return {
    ...season,
    name: season.name ?? other.name,
    overview: season.overview ?? other.overview,
    episodes: season.episodes.map((episode) => {
      const from = others.get(episode.episode_number);
      if (from === undefined) return episode;
      const better = isNumberOnly(episode) && !isNumberOnly(from) ? from.name : episode.name;
      return { ...episode, name: better ?? from.name, overview: episode.overview ?? from.overview };
    }),
  };
}

/** `Episode 4`, `Folge 4`, `第4話`: what TMDb calls an episode that has no name in a language. */
function isNumberOnly({ name, episode_number: number }: TmdbEpisode): boolean {
  if (name === undefined) return true;
  const [, said] = /^(?:\p{L}{1,12}\.?\s*)0*(\d+)\s*\p{L}?$/u.exec(name) ?? [];
  return said !== undefined && Number(said) === number;
}
