import type { JsonBody } from '../../../http/port.ts';
import type { SourceRecord } from '../../../model/records.ts';
import type { TmdbCollection } from '../schema/collection.ts';
import type { TmdbMovie } from '../schema/movie.ts';
import { creditsOf } from './credits.ts';
import { movieIds } from './ids.ts';
import { artwork } from './images.ts';
import { movieValues, type Wishes } from './values.ts';

/** `/movie/{id}` → everything it says of the movie, and of its collection where that was asked for. `images`: where pictures lie. */
export function movieRecord(
  answer: JsonBody<TmdbMovie>,
  wishes: Wishes,
  images: string,
  collection?: TmdbCollection,
): SourceRecord {
  const { data: movie } = answer;
  return {
    provider: 'tmdb',
    providerId: movie.id,
    kind: 'movie',
    fetchedAt: answer.fetchedAt,
    digest: answer.digest,
    confidence: 1,
    ids: movieIds(movie),
    values: movieValues(movie, wishes, images, collection),
    credits: movie.credits === undefined ? [] : creditsOf(movie.credits, images),
    images: artwork(images, movie),
    children: [],
  };
}
