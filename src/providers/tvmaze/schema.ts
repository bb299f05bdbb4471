import { z } from 'zod';
import { decodeEntities } from '../shared/entities.ts';
import { languageOfName } from '../shared/languages.ts';
import {
  date,
  list,
  maybe,
  number,
  numericId,
  positive,
  rawText,
  requiredList,
  requiredText,
  runtime,
  text,
  texts,
  webUrl,
} from '../shared/tolerant.ts';

/** Summaries are HTML: paragraphs and emphasis. */
const prose = rawText.transform((html) => {
  if (html === undefined) return undefined;
  const plain = decodeEntities(html.replace(/<\/p>|<br[^>]*>/gi, '\n').replace(/<[^>]*>/g, ''));
  const lines = plain.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const read = lines.filter((line) => line !== '').join('\n');
  return read === '' ? undefined : read;
});

const id = z.number().int().positive().transform(String);
const image = maybe(z.object({ original: webUrl, medium: webUrl }));
const rating = maybe(z.object({ average: positive }));
const country = maybe(z.object({ code: text }));
const network = maybe(z.object({ name: text, country }));
const person = z.object({ id: numericId, name: requiredText, image });

const castMember = z.object({
  person,
  character: maybe(z.object({ name: text })),
  self: z.unknown().transform((value) => value === true),
});

const crewMember = z.object({ type: text, person });

const size = maybe(z.object({ url: webUrl, width: positive, height: positive }));
const picture = z.object({ type: text, main: z.unknown(), resolutions: maybe(z.object({ original: size })) });
export type TvmazePicture = z.output<typeof picture>;

const episode = z.object({
  id,
  name: text,
  season: z.number().int().nonnegative(),
  /** Null for a special, which TVmaze gives no place. */
  number: number,
  airdate: date,
  runtime,
  rating,
  image,
  summary: prose,
});
export type TvmazeEpisode = z.output<typeof episode>;

const season = z.object({
  id,
  number: z.number().int().nonnegative(),
  name: text,
  premiereDate: date,
  image,
  summary: prose,
});
export type TvmazeSeason = z.output<typeof season>;

const embedded = maybe(
  z.object({
    episodes: list(episode, 'episode'),
    seasons: list(season, 'season'),
    cast: list(castMember, 'person'),
    crew: list(crewMember, 'person'),
    akas: list(z.object({ name: requiredText })),
    images: list(picture, 'picture'),
  }),
);

export const tvmazeShow = z.object({
  id,
  name: requiredText,
  type: text,
  language: text.transform(languageOfName),
  genres: texts,
  status: text,
  runtime,
  averageRuntime: runtime,
  premiered: date,
  ended: date,
  officialSite: webUrl,
  rating,
  network,
  webChannel: network,
  externals: maybe(z.object({ thetvdb: numericId, imdb: text })),
  image,
  summary: prose,
  _embedded: embedded,
});
export type TvmazeShow = z.output<typeof tvmazeShow>;

/** Hits of a search, best first. */
export const tvmazeSearch = requiredList(z.object({ show: tvmazeShow }), 'hit');

/** Id of each show that changed → the time of its last change, in seconds. */
export const tvmazeUpdates = z.record(z.string(), z.number());
