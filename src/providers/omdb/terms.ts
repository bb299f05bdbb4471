import type { SourceTerms } from '../port.ts';

export const omdbTerms: SourceTerms = {
  provider: 'omdb',
  name: 'OMDb',
  gives: 'ratings',
  url: 'https://www.omdbapi.com',
  attribution: 'Ratings of IMDb, Rotten Tomatoes and Metacritic from the OMDb API.',
  terms: 'CC BY-NC 4.0',
};
