import { z } from 'zod';
import {
  date,
  list,
  maybe,
  number,
  numericId,
  positive,
  requiredList,
  requiredText,
  runtime,
  text,
  texts,
  webUrl,
  year,
} from '../shared/tolerant.ts';
import { countryOfThreeLetters } from './countries.ts';
import { languageOfTvdb } from './languages.ts';

/** Null stands nearly everywhere where the specification has a text or a list. */
const language = text.transform(languageOfTvdb);
const country = text.transform(countryOfThreeLetters);
const named = list(z.object({ name: requiredText })).transform((things) => things.map(({ name }) => name));
const id = z.number().int().positive().transform(String);
const codes = texts.transform((given) => given.flatMap((code) => languageOfTvdb(code)?.language ?? []));

const artwork = z.object({
  image: webUrl,
  type: number,
  language,
  width: positive,
  height: positive,
  seasonId: numericId,
  score: number,
});
export type TvdbArtwork = z.output<typeof artwork>;

/** Somebody who played or made something; `name` is the character. */
const character = z.object({
  name: text,
  personName: text,
  peopleType: text,
  sort: number,
  image: webUrl,
  personImgURL: webUrl,
});
export type TvdbCharacter = z.output<typeof character>;

const company = z.object({ name: requiredText, companyType: maybe(z.object({ companyTypeName: text })) });
export type TvdbCompany = z.output<typeof company>;

/** A list in a series, an object of lists by their kind in a movie or season. */
const companies = z
  .unknown()
  .optional()
  .transform((value) => {
    if (Array.isArray(value)) return list(company).parse(value);
    const byKind = z.record(z.string(), list(company)).safeParse(value);
    return byKind.success ? Object.values(byKind.data).flat() : [];
  });

const translation = z.object({ language, name: text, overview: text, tagline: text });
const translations = maybe(z.object({ nameTranslations: list(translation), overviewTranslations: list(translation) }));

const trailer = z.object({ url: webUrl, name: text, language });

const remoteIds = list(z.object({ id: requiredText, sourceName: text }));

const season = z.object({
  id,
  number: z.number().int().nonnegative(),
  name: text,
  type: maybe(z.object({ id: number, type: text })),
  image: webUrl,
  year: text,
});
export type TvdbSeason = z.output<typeof season>;

const shared = {
  id,
  name: text,
  image: webUrl,
  aliases: named,
  year,
  status: maybe(z.object({ name: text })),
  originalCountry: country,
  originalLanguage: language,
  artworks: list(artwork, 'picture'),
  characters: list(character, 'person'),
  companies,
  genres: named,
  trailers: list(trailer),
  remoteIds,
  contentRatings: list(z.object({ name: requiredText, country })),
  translations,
};

const series = z.object({
  ...shared,
  overview: text,
  firstAired: date,
  lastAired: date,
  averageRuntime: runtime,
  originalNetwork: maybe(company),
  latestNetwork: maybe(company),
  tags: named,
  seasons: list(season, 'season'),
  seasonTypes: list(z.object({ id: numericId, name: requiredText, type: requiredText })),
  defaultSeasonType: number,
});
export type TvdbSeries = z.output<typeof series>;

const movie = z.object({
  ...shared,
  runtime,
  releases: list(z.object({ country, date })),
  first_release: maybe(z.object({ date })),
  production_countries: list(z.object({ country })),
  spoken_languages: codes,
  studios: named,
  tagOptions: named,
});
export type TvdbMovie = z.output<typeof movie>;

const episode = z.object({
  id: numericId,
  name: text,
  overview: text,
  aired: date,
  runtime,
  image: webUrl,
  number: z.number().int().nonnegative(),
  seasonNumber: z.number().int().nonnegative(),
  absoluteNumber: positive,
});
export type TvdbEpisode = z.output<typeof episode>;

/** A hit of a search; its id is the one without the kind before it. */
const hit = z.object({
  tvdb_id: requiredText,
  name: requiredText,
  aliases: texts,
  year,
  remote_ids: remoteIds,
  translations: z.record(z.string(), text).optional().catch(undefined),
});
export type TvdbHit = z.output<typeof hit>;

/** A work as a search by foreign id gives it: without translations. */
const base = z.object({ id, name: requiredText, aliases: named, year });
export type TvdbBase = z.output<typeof base>;

const answered = <S extends z.ZodType>(data: S) => z.object({ data });

export const tvdbLogin = answered(z.object({ token: requiredText }));
export const tvdbSearch = answered(requiredList(hit, 'hit'));
export const tvdbRemote = answered(requiredList(z.object({ series: maybe(base), movie: maybe(base) })));
export const tvdbSeries = answered(series);
export const tvdbMovie = answered(movie);
/** One page; `links.next` says whether there is another. */
export const tvdbEpisodes = z.object({
  data: z.object({ episodes: list(episode, 'episode') }),
  links: maybe(z.object({ next: text })),
});
