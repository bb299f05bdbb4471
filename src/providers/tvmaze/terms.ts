import type { SourceTerms } from '../port.ts';

export const tvmazeTerms: SourceTerms = {
  provider: 'tvmaze',
  name: 'TVmaze',
  gives: 'series and episodes',
  url: 'https://www.tvmaze.com',
  attribution: 'TV data from TVmaze.com.',
  terms: 'CC BY-SA 4.0',
};
