import { z } from 'zod';
import { baseLanguages } from '../../model/language-tags.ts';
import { setting } from '../../settings/setting.ts';
import { address, key, pace } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { lastfmLimits } from './limits.ts';
import { lastfmTerms } from './terms.ts';

export const lastfm = defineProvider({
  id: 'lastfm',
  name: lastfmTerms.name,
  family: 'service',
  presence: 'configured',
  doc: 'Last.fm: listeners, tags and texts of artists and albums.',
  table: {
    gives: 'listeners, tags, texts, similar artists',
    key: 'free',
    limits: 'four a second; one an album, one an artist (two with `similar` above 5)',
    attribution: 'Powered by AudioScrobbler; texts CC BY-SA',
  },
  terms: lastfmTerms,
  limits: lastfmLimits,
  statedLimits: 'five a second, averaged over five minutes',
  chooses: ['languages'],
  settings: z.strictObject({
    apiKey: key('0123456789abcdef0123456789abcdef'),
    url: address('https://ws.audioscrobbler.com/2.0'),
    tracks: setting(z.boolean().default(false), { doc: 'Ask for every track, with one request per track.' }),
    similar: setting(z.number().int().min(0).max(100).default(5), {
      doc: 'How many similar artists to store. Up to 5 cost nothing, more cost one request per artist.',
    }),
    ...pace,
  }),
  deciding: ({ tracks, similar }) => [tracks, similar],
  async create(settings, { gateway, languages, warn }) {
    const { createLastfm } = await import('./index.ts');
    return { supplements: [createLastfm(settings, baseLanguages(languages), gateway, warn)] };
  },
});
