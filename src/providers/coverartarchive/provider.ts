import { z } from 'zod';
import { address, pace } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { coverArtArchiveLimits } from './limits.ts';
import { coverArtArchiveTerms } from './terms.ts';

export const coverartarchive = defineProvider({
  id: 'coverartarchive',
  name: coverArtArchiveTerms.name,
  family: 'service',
  presence: 'unless-off',
  doc: 'Cover Art Archive: covers of albums. On unless you write `coverartarchive: false`.',
  table: { gives: 'covers', key: 'none', limits: 'none; one an album that has pictures', attribution: '' },
  terms: coverArtArchiveTerms,
  limits: coverArtArchiveLimits,
  statedLimits: 'none at present',
  settings: z.strictObject({ url: address('https://coverartarchive.org'), ...pace }),
  async create(settings, { gateway, warn }) {
    const { createCoverArtArchive } = await import('./index.ts');
    return { artwork: [createCoverArtArchive(settings, gateway, warn)] };
  },
});
