import { z } from 'zod';
import { languageOfCode } from '../../shared/languages.ts';
import {
  flag,
  list,
  maybe,
  number,
  numericId,
  positive,
  requiredText,
  text,
  texts,
  webUrl,
} from '../../shared/tolerant.ts';

/** What movies and series have in common: members and appended answers, each of which may be absent. */

const named = list(z.object({ name: requiredText })).transform((things) => things.map(({ name }) => name));

const country = text.transform((code) =>
  code !== undefined && /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : undefined,
);
const language = text.transform(languageOfCode);

const image = z.object({
  file_path: requiredText,
  width: positive,
  height: positive,
  iso_639_1: language,
  vote_average: number,
  vote_count: number,
});
export type TmdbImage = z.output<typeof image>;

const images = maybe(
  z.object({ posters: list(image, 'picture'), backdrops: list(image, 'picture'), logos: list(image, 'picture') }),
);

/** A person in `credits`: cast with a character, crew with a job. */
const person = z.object({
  id: numericId,
  name: requiredText,
  character: text,
  job: text,
  department: text,
  order: number,
  profile_path: text,
});
export type TmdbPerson = z.output<typeof person>;

const credits = maybe(z.object({ cast: list(person, 'person'), crew: list(person, 'person') }));

/** A person in `aggregate_credits`, with each role or job and the episodes it has. */
const aggregated = z.object({
  id: numericId,
  name: requiredText,
  order: number,
  department: text,
  profile_path: text,
  total_episode_count: positive,
  roles: list(z.object({ character: text })),
  jobs: list(z.object({ job: text, episode_count: positive })),
});
export type TmdbAggregated = z.output<typeof aggregated>;

const aggregateCredits = maybe(z.object({ cast: list(aggregated, 'person'), crew: list(aggregated, 'person') }));

const translated = z.object({ title: text, name: text, overview: text, tagline: text });
const translations = maybe(
  z.object({ translations: list(z.object({ iso_639_1: language, iso_3166_1: country, data: maybe(translated) })) }),
).transform((given) => given?.translations ?? []);
export type TmdbTranslation = z.output<typeof translations>[number];

const video = z.object({
  key: requiredText,
  name: text,
  site: text,
  type: text,
  iso_639_1: language,
  official: flag,
});
export type TmdbVideo = z.output<typeof video>;

/** `titles` of a movie, `results` of a series. */
const alternativeTitles = maybe(
  z.object({ titles: list(z.object({ title: requiredText })), results: list(z.object({ title: requiredText })) }),
).transform((given) => [...(given?.titles ?? []), ...(given?.results ?? [])].map(({ title }) => title));

/** `keywords` of a movie, `results` of a series. */
const keywords = maybe(z.object({ keywords: named, results: named })).transform((given) => [
  ...(given?.keywords ?? []),
  ...(given?.results ?? []),
]);

const offers = list(z.object({ provider_name: requiredText })).transform((given) =>
  given.map((offer) => offer.provider_name),
);
const availableIn = maybe(z.object({ flatrate: offers, free: offers, ads: offers, rent: offers, buy: offers }));

/** By country; the member is really called so. */
const watchProviders = maybe(z.object({ results: z.record(z.string(), availableIn) })).transform(
  (given) => new Map(Object.entries(given?.results ?? {})),
);

const externalIds = maybe(z.object({ imdb_id: text, tvdb_id: numericId, wikidata_id: text }));

export const sharedMembers = {
  id: z.number().int().positive().transform(String),
  overview: text,
  tagline: text,
  homepage: webUrl,
  status: text,
  popularity: number,
  vote_average: number,
  vote_count: number,
  poster_path: text,
  backdrop_path: text,
  original_language: language,
  spoken_languages: list(z.object({ iso_639_1: language })).transform((spoken) => [
    ...new Set(spoken.flatMap((each) => each.iso_639_1 ?? [])),
  ]),
  origin_country: texts,
  production_countries: list(z.object({ iso_3166_1: country })).transform((given) =>
    given.flatMap((each) => each.iso_3166_1 ?? []),
  ),
  production_companies: named,
  genres: named,
  images,
  credits,
  aggregate_credits: aggregateCredits,
  external_ids: externalIds,
  alternative_titles: alternativeTitles,
  keywords,
  translations,
  'watch/providers': watchProviders,
  videos: maybe(z.object({ results: list(video) })).transform((given) => given?.results ?? []),
};

export { country, image, named, person, translations };
