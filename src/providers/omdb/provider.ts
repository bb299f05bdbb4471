import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { address, key, pace } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { omdbLimits } from './limits.ts';
import { omdbTerms } from './terms.ts';

const KINDS = ['movie', 'series'] as const;

export const omdb = defineProvider({
  id: 'omdb',
  name: omdbTerms.name,
  family: 'service',
  presence: 'configured',
  doc: 'OMDb: ratings of IMDb, Rotten Tomatoes and Metacritic, where Radarr has none. Movies and series are searched there when neither TMDb nor TheTVDB is configured for them.',
  table: {
    gives:
      'ratings of IMDb, Rotten Tomatoes, Metacritic, where Radarr has none; movies and series where there is neither TMDb nor TheTVDB',
    key: 'free',
    limits: '1,000 a day; one a work, one more where it is searched',
    attribution: 'CC BY-NC 4.0',
  },
  terms: omdbTerms,
  limits: omdbLimits,
  statedLimits: '1,000 a day (UTC) with a free key',
  leads: ['ratings'],
  suggestion: { kinds: ['movie'], member: 'apiKey', gives: 'OMDb: movies and series, with fewer fields' },
  settings: z.strictObject({
    apiKey: key('01234567'),
    url: address('https://www.omdbapi.com'),
    dailyLimit: setting(z.number().int().min(1).default(1000), {
      doc: 'Requests per day that your key allows. A free key allows 1000.',
    }),
    ...pace,
  }),
  limitsOf: ({ dailyLimit }) => ({ perDay: dailyLimit }),
  async create(settings, { gateway, warn, isSearchedElsewhere }) {
    const [{ createOmdb }, { createOmdbCatalogue }] = await Promise.all([
      import('./index.ts'),
      import('./catalogue.ts'),
    ]);
    // Where there is no other catalogue it is searched; elsewhere it gives ratings only.
    const searched = KINDS.filter((kind) => !isSearchedElsewhere(kind));
    const rated = KINDS.filter((kind) => isSearchedElsewhere(kind));
    return {
      metadata: searched.length === 0 ? [] : [createOmdbCatalogue(settings, gateway, searched, { warn })],
      supplements: rated.length === 0 ? [] : [createOmdb(settings, gateway, { warn }, rated)],
    };
  },
});
