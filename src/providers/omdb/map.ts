import type { JsonBody } from '../../http/port.ts';
import { countryCode } from '../../model/countries.ts';
import type { Rating } from '../../model/fields.ts';
import type { Credit, ImageCandidate, SourceRecord } from '../../model/records.ts';
import { wordTable } from '../../model/word-table.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { present } from '../shared/present.ts';
import type { OmdbWork } from './schema.ts';

const RATINGS: ReadonlyMap<string, string> = wordTable({
  'Internet Movie Database': 'imdb',
  'Rotten Tomatoes': 'rottentomatoes',
  Metacritic: 'metacritic',
});
/** What stands where there is no rating by the MPA or as TV guideline. */
const UNRATED = /^(?:not rated|unrated|n\/a)$/i;

/** A lookup by IMDb id → everything it says of the movie or series. */
export function omdbRecord({ data, ...answer }: JsonBody<OmdbWork>, kind: 'movie' | 'series'): SourceRecord {
  return {
    ...bareRecord('omdb', kind, data.imdbID, answer),
    ids: { imdb: data.imdbID },
    values: present({
      title: data.Title,
      year: data.Year,
      releaseDate: data.Released,
      runtime: data.Runtime,
      overview: data.Plot,
      genres: data.Genre,
      languages: data.languages,
      countries: data.Country.flatMap((name) => countryCode(name) ?? []),
      certifications:
        data.Rated === undefined || UNRATED.test(data.Rated) ? [] : [{ country: 'US', value: data.Rated }],
      studios: data.Production === undefined ? [] : [data.Production],
      homepage: data.Website,
      ratings: ratingsOf(data),
    }),
    credits: creditsOf(data),
    images: imagesOf(data),
  };
}

/** One rating a source; IMDb's and Metacritic's stand twice in an answer. */
function ratingsOf(work: OmdbWork): Rating[] {
  const ratings = new Map<string, Rating>();
  for (const { Source, Value: value } of work.Ratings) {
    const source = RATINGS.get(Source);
    if (source !== undefined && value !== undefined) ratings.set(source, { source, value });
  }
  const { imdbRating, imdbVotes, Metascore } = work;
  if (imdbRating !== undefined) {
    ratings.set('imdb', { source: 'imdb', value: imdbRating, ...present({ votes: imdbVotes }) });
  }
  if (Metascore !== undefined) ratings.set('metacritic', { source: 'metacritic', value: Metascore });
  return [...ratings.values()];
}

/** Names only, the first few; `(screenplay)` behind a writer is what they did. */
function creditsOf({ Actors, Director, Writer }: OmdbWork): Credit[] {
  const crew = [
    ...Director.map((name) => ({ name, department: 'directing' as const, job: 'Director' })),
    ...Writer.map((given) => {
      const [, name = given, job = 'Writer'] = /^(.*?)\s*\(([^)]*)\)$/.exec(given) ?? [];
      return { name, department: 'writing' as const, job };
    }),
  ];
  return [
    ...Actors.map((name, order): Credit => ({ name, department: 'cast', order, ids: {} })),
    ...crew.map((credit, order): Credit => ({ ...credit, order, ids: {} })),
  ];
}

/** The address says how wide the poster is; it is small, so that any other source's is better. */
function imagesOf({ Poster: url }: OmdbWork): ImageCandidate[] {
  if (url === undefined) return [];
  const width = /_SX(\d+)/.exec(url)?.[1];
  return [{ kind: 'poster', url, ...present({ width: width === undefined ? undefined : Number(width) }) }];
}
