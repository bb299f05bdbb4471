import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { address, key, pace, text } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { tvdbLimits } from './limits.ts';
import { tvdbTerms } from './terms.ts';

export const tvdb = defineProvider({
  id: 'tvdb',
  name: tvdbTerms.name,
  family: 'service',
  presence: 'configured',
  doc: "TheTVDB: series, also in DVD order or with absolute numbers. Needs a project's key, or your own key with its PIN.",
  table: {
    gives: 'series in aired, disc or absolute order; movies where wanted',
    key: "a project's, or yours with a PIN",
    limits: 'none published; two a series and login',
    attribution: tvdbTerms.attribution,
  },
  terms: tvdbTerms,
  limits: tvdbLimits,
  statedLimits: 'no number published',
  rank: 'catalogue',
  suggestion: { kinds: ['series'], member: 'apiKey', gives: 'TheTVDB: series' },
  chooses: ['languages', 'country'],
  settings: z.strictObject({
    apiKey: key('01234567-89ab-cdef-0123-456789abcdef'),
    pin: setting(text.optional(), {
      doc: 'PIN of your subscription. Only for a key that your own subscription pays for.',
      secret: 'value',
      example: 'ABCDEFGH',
    }),
    url: address('https://api4.thetvdb.com/v4'),
    seasonType: setting(
      z.enum(['default', 'official', 'dvd', 'absolute', 'alternate', 'regional']).default('default'),
      {
        doc: 'The order of episodes that your files follow. `default` is the order that each series prefers, `official` the order of first broadcast.',
      },
    ),
    movies: setting(z.boolean().default(false), { doc: 'Ask for movies too. TMDb knows more of them.' }),
    ...pace,
  }),
  searches: ({ movies }) => (movies ? ['series', 'movie'] : ['series']),
  deciding: ({ seasonType, movies }) => [seasonType, movies],
  async create(settings, context) {
    const { createTvdb } = await import('./index.ts');
    return { metadata: [createTvdb(settings, context, context.gateway, context.warn)] };
  },
});
