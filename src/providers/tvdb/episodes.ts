import type { JsonBody } from '../../http/port.ts';
import { type Answer, ok } from '../../model/answer.ts';
import { baseLanguages } from '../../model/language-tags.ts';
import type { TvdbClient } from './client.ts';
import { tvdbLanguage } from './languages.ts';
import type { TvdbEpisode, TvdbSeries } from './schema.ts';

/**
 * The episodes with each text in the first language that has it: the wanted ones in their order, then the original. A
 * further language is asked for only while texts are missing.
 */
export async function translatedEpisodes(
  client: TvdbClient,
  series: JsonBody<TvdbSeries>,
  languages: readonly string[],
  signal: AbortSignal,
): Promise<Answer<JsonBody<TvdbEpisode[]>>> {
  const wanted = languages.flatMap((language) => tvdbLanguage(language) ?? []);
  let best: JsonBody<TvdbEpisode[]> | undefined;
  for (const language of [...wanted, undefined]) {
    const isOriginal =
      language === undefined && baseLanguages(languages).includes(series.data.originalLanguage?.language ?? '');
    if (best !== undefined && (isOriginal || best.data.every(isTold))) break;
    const answer = await client.episodes(series.data.id, language, signal);
    if (answer.status === 'unavailable') return answer;
    // No such language: the next one then. A series without episodes has an empty list.
    if (answer.status === 'ok') best = best === undefined ? answer.value : joined(best, answer.value);
  }
  return ok(best ?? { ...series, data: [] });
}

function isTold({ name, overview }: TvdbEpisode): boolean {
  return name !== undefined && overview !== undefined;
}

/** The better list with what only the other one says, text by text. */
function joined(better: JsonBody<TvdbEpisode[]>, other: JsonBody<TvdbEpisode[]>): JsonBody<TvdbEpisode[]> {
  const byPlace = new Map(other.data.map((episode) => [placeOf(episode), episode]));
  const known = new Set(better.data.map(placeOf));
  const filled = better.data.map((episode) => {
    const { name, overview } = byPlace.get(placeOf(episode)) ?? {};
    return { ...episode, name: episode.name ?? name, overview: episode.overview ?? overview };
  });
  return { ...better, data: [...filled, ...other.data.filter((episode) => !known.has(placeOf(episode)))] };
}

function placeOf({ seasonNumber, number }: TvdbEpisode): string {
  return `${seasonNumber} ${number}`;
}
