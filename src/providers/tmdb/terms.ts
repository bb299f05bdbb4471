import type { SourceTerms } from '../port.ts';

export const tmdbTerms: SourceTerms = {
  provider: 'tmdb',
  name: 'TMDb',
  gives: 'movies and series',
  url: 'https://www.themoviedb.org',
  attribution: 'This product uses the TMDB API but is not endorsed or certified by TMDB.',
  terms: 'free for non-commercial use',
};
