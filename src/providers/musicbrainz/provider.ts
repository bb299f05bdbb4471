import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { address, pace, text } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { musicbrainzLimits } from './limits.ts';
import { musicbrainzTerms } from './terms.ts';

export const musicbrainz = defineProvider({
  id: 'musicbrainz',
  name: musicbrainzTerms.name,
  family: 'service',
  presence: 'unless-off',
  doc: 'MusicBrainz: albums. On unless you write `musicbrainz: false`.',
  table: {
    gives: 'albums: artists, releases, tracks, labels, works',
    key: 'none',
    limits: 'one request a second; one an album',
    attribution: 'data CC0; genres, tags and ratings CC BY-NC-SA 3.0',
  },
  terms: musicbrainzTerms,
  limits: musicbrainzLimits,
  statedLimits: 'User-Agent with a contact (`sources.musicbrainz.contact`)',
  rank: 'catalogue',
  leads: ['genres', 'sortTitle'],
  suggestion: { kinds: ['album'], gives: 'MusicBrainz: albums; needs no key, but is switched off' },
  chooses: ['country'],
  settings: z.strictObject({
    url: address('https://musicbrainz.org/ws/2'),
    contact: setting(text.optional(), {
      doc: 'An address at which you can be reached. MusicBrainz asks programs to send one.',
      example: 'you@example.org',
    }),
    ...pace,
  }),
  searches: () => ['album'],
  async create(settings, { gateway, country, warn }) {
    const [{ createMusicBrainz }, { createDiscRecognition }] = await Promise.all([
      import('./index.ts'),
      import('./disc.ts'),
    ]);
    return {
      metadata: [createMusicBrainz(settings, gateway, country, warn)],
      recognition: [createDiscRecognition(settings, gateway, warn)],
    };
  },
});
