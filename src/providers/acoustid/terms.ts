import type { SourceTerms } from '../port.ts';

export const acoustidTerms: SourceTerms = {
  provider: 'acoustid',
  name: 'AcoustID',
  gives: 'recognising albums by their sound',
  url: 'https://acoustid.org',
  attribution: 'Recognised by AcoustID.',
  terms: 'free for non-commercial use; data CC BY-SA 3.0',
};
