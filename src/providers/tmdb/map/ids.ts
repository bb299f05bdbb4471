import type { ExternalIds } from '../../../model/ids.ts';
import { present } from '../../shared/present.ts';
import type { TmdbMovie } from '../schema/movie.ts';
import type { TmdbShow } from '../schema/tv.ts';

/** What is no id of that kind is left out: people type these in. */
const IMDB = /^tt\d{7,}$/;
const WIKIDATA = /^Q\d+$/;

export function movieIds(movie: TmdbMovie): ExternalIds {
  return present({
    tmdb: movie.id,
    imdb: fitting(IMDB, movie.imdb_id ?? movie.external_ids?.imdb_id),
    wikidata: fitting(WIKIDATA, movie.external_ids?.wikidata_id),
  });
}

export function showIds(show: TmdbShow): ExternalIds {
  return present({
    tmdb: show.id,
    imdb: fitting(IMDB, show.external_ids?.imdb_id),
    tvdb: show.external_ids?.tvdb_id,
    wikidata: fitting(WIKIDATA, show.external_ids?.wikidata_id),
  });
}

function fitting(pattern: RegExp, id: string | undefined): string | undefined {
  return id !== undefined && pattern.test(id) ? id : undefined;
}
