import type { FieldValues } from '../../model/fields.ts';
import { present } from '../shared/present.ts';
import type { ArrFile } from './file.ts';

/** Members that Radarr and Whisparr 3 call the same. */
type CommonMovie = {
  readonly [K in CommonField]?: FieldValues[K] | undefined;
} & { readonly website?: string | undefined; readonly movieFile?: ArrFile | undefined };

type CommonField =
  | 'title'
  | 'year'
  | 'overview'
  | 'runtime'
  | 'genres'
  | 'originalLanguage'
  | 'ratings'
  | 'status'
  | 'added'
  | 'monitored';

/** What services with the model of Radarr say of a movie in the same words; `tags` are the labels of its tags. */
export function movieValues(movie: CommonMovie, tags: readonly string[]): FieldValues {
  const { title, year, overview, runtime, genres, originalLanguage, ratings, status, added, monitored } = movie;
  return present({
    title,
    year,
    overview,
    runtime,
    genres,
    tags,
    originalLanguage,
    ratings,
    status,
    homepage: movie.website,
    added,
    monitored,
  });
}
