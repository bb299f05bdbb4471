import { z } from 'zod';
import { setting } from '../../settings/setting.ts';
import { address, key, pace, text } from '../../settings/types.ts';
import { defineProvider } from '../descriptor.ts';
import { acoustidLimits } from './limits.ts';
import { acoustidTerms } from './terms.ts';

export const acoustid = defineProvider({
  id: 'acoustid',
  name: acoustidTerms.name,
  family: 'service',
  presence: 'configured',
  doc: 'AcoustID recognises albums without usable tags by their sound. Needs `fpcalc` (from Chromaprint), or an ffmpeg with Chromaprint.',
  table: {
    gives: 'albums without usable tags, by their sound (needs `fpcalc`, or ffmpeg with Chromaprint)',
    key: 'free',
    limits: 'three a second; one for each ten files',
    attribution: 'data CC BY-SA 3.0, non-commercial',
  },
  terms: acoustidTerms,
  limits: acoustidLimits,
  statedLimits: 'three a second',
  settings: z.strictObject({
    apiKey: key('0123456789', 'Key of an application.'),
    url: address('https://api.acoustid.org/v2'),
    fpcalc: setting(text.default('fpcalc'), { doc: 'The program that computes fingerprints: its name, or its path.' }),
    ...pace,
  }),
  async create(settings, { gateway, warn }) {
    const [{ createAcoustid }, { createFingerprinter }] = await Promise.all([
      import('./index.ts'),
      import('../../media/fingerprint.ts'),
    ]);
    return { recognition: [createAcoustid(settings, gateway, createFingerprinter(settings.fpcalc), warn)] };
  },
});
