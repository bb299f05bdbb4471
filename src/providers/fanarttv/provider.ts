import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { address, key, pace, text } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { fanartTvLimits } from './limits.ts';
import { fanarttvTerms } from './terms.ts';

export const fanarttv = defineProvider({
  id: 'fanarttv',
  name: fanarttvTerms.name,
  family: 'service',
  presence: 'configured',
  doc: 'fanart.tv: more artwork of movies, series and artists.',
  table: {
    gives: 'artwork of movies, series, artists, albums',
    key: 'free; your own besides for newer pictures',
    limits: 'none published; one a work',
    attribution: 'Artwork from fanart.tv',
  },
  terms: fanarttvTerms,
  limits: fanartTvLimits,
  statedLimits: 'no number published',
  settings: z.strictObject({
    apiKey: key('0123456789abcdef0123456789abcdef'),
    clientKey: setting(text.optional(), {
      doc: "Your personal key, beside the project's: it gives newer pictures.",
      secret: 'value',
      example: '0123456789abcdef0123456789abcdef',
    }),
    url: address('https://webservice.fanart.tv/v3'),
    ...pace,
  }),
  async create(settings, { gateway, warn }) {
    const { createFanartTv } = await import('./index.ts');
    return { supplements: [createFanartTv(settings, gateway, warn)] };
  },
});
