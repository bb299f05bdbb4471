import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { address, httpUrl, pace, text } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { tmdbLimits } from './limits.ts';
import { tmdbTerms } from './terms.ts';

const hasKey = (settings: { readonly apiKey?: unknown; readonly accessToken?: unknown }): boolean =>
  settings.apiKey !== undefined || settings.accessToken !== undefined;

export const tmdb = defineProvider({
  id: 'tmdb',
  name: tmdbTerms.name,
  family: 'service',
  presence: 'configured',
  doc: 'TMDb: movies and series. Needs an API key (v3) or a read access token (v4) of your own account.',
  table: {
    gives: 'movies and series: titles in all languages, cast, artwork, certifications, films, where to watch',
    key: 'free',
    limits:
      '40 requests a second; one a movie, one for each 10 to 20 seasons; with `collections: true` one a collection',
    attribution: tmdbTerms.attribution,
  },
  terms: tmdbTerms,
  limits: tmdbLimits,
  statedLimits: 'about 40 a second are borne; 429 is honoured',
  rank: 'catalogue',
  suggestion: { kinds: ['movie', 'series'], member: 'apiKey', gives: 'TMDb: movies and series' },
  chooses: ['languages', 'country'],
  settings: setting(
    z.strictObject({
      apiKey: setting(text.optional(), {
        doc: 'API key (v3). A v4 token written here is accepted too.',
        secret: 'value',
        example: '0123456789abcdef0123456789abcdef',
      }),
      accessToken: setting(text.optional(), {
        doc: 'Read access token (v4), instead of `apiKey`.',
        secret: 'value',
        example: 'eyJ…',
      }),
      url: address('https://api.themoviedb.org/3'),
      imageUrl: setting(httpUrl.optional(), {
        doc: 'Address of the pictures, for a mirror. Default: what TMDb itself names.',
        example: 'https://image.tmdb.org/t/p',
      }),
      collections: setting(z.boolean().default(false), {
        doc: 'Fetch the texts of collections, with one request per collection. Names and pictures of collections cost nothing.',
      }),
      ...pace,
    }),
    { doc: '', oneOf: ['apiKey', 'accessToken'] },
  ),
  searches: (settings) => (hasKey(settings) ? ['movie', 'series'] : []),
  deciding: ({ collections }) => (collections ? ['collections'] : undefined),
  async create(settings, context) {
    if (!hasKey(settings)) return {};
    const { createTmdb } = await import('./index.ts');
    return { metadata: [createTmdb(settings, context, context.gateway, context.warn)] };
  },
});
