import type { SourceTerms } from '../port.ts';

export const tvdbTerms: SourceTerms = {
  provider: 'tvdb',
  name: 'TheTVDB',
  gives: 'series, movies where wanted',
  url: 'https://thetvdb.com',
  attribution: 'Metadata provided by TheTVDB. Please consider adding missing information or subscribing.',
  terms: 'by licence, or by subscription with a PIN',
};
