import type { SourceTerms } from '../port.ts';

export const lastfmTerms: SourceTerms = {
  provider: 'lastfm',
  name: 'Last.fm',
  gives: 'listeners, tags and texts of music',
  url: 'https://www.last.fm',
  attribution: 'Powered by AudioScrobbler: listeners, tags and texts from Last.fm.',
  terms: 'free for non-commercial use; texts CC BY-SA',
};
