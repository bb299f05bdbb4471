import { z } from 'zod';
import { address, pace } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { tvmazeLimits } from './limits.ts';
import { tvmazeTerms } from './terms.ts';

export const tvmaze = defineProvider({
  id: 'tvmaze',
  name: tvmazeTerms.name,
  family: 'service',
  presence: 'unless-off',
  doc: 'TVmaze: series and episodes, in English, when neither TMDb nor TheTVDB is configured. On unless you write `tvmaze: false`.',
  table: {
    gives: 'series with episodes, cast and crew, where there is neither TMDb nor TheTVDB',
    key: 'none',
    limits: '20 requests in ten seconds; two a series',
    attribution: 'CC BY-SA 4.0, TVmaze.com',
  },
  terms: tvmazeTerms,
  limits: tvmazeLimits,
  statedLimits: 'at least 20 requests every ten seconds',
  rank: 'catalogue',
  suggestion: { kinds: ['series'], gives: 'TVmaze: series; needs no key, but is switched off' },
  settings: z.strictObject({ url: address('https://api.tvmaze.com'), ...pace }),
  async create(settings, { gateway, warn, isSearchedElsewhere }) {
    // The other catalogues have texts in every language and the ids that Kodi, Jellyfin and Plex expect.
    if (isSearchedElsewhere('series')) return {};
    const { createTvmaze } = await import('./index.ts');
    return { metadata: [createTvmaze(settings, gateway, warn)] };
  },
});
