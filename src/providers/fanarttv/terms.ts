import type { SourceTerms } from '../port.ts';

export const fanarttvTerms: SourceTerms = {
  provider: 'fanarttv',
  name: 'fanart.tv',
  gives: 'artwork',
  url: 'https://fanart.tv',
  attribution: 'Artwork from fanart.tv.',
  terms: 'for personal use',
};
