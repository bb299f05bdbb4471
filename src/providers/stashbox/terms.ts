import type { SourceTerms } from '../port.ts';

export const stashboxTerms: SourceTerms = {
  provider: 'stashbox',
  name: 'stash-box',
  gives: 'adult libraries, where they are switched on',
  url: 'https://stashdb.org',
  attribution: 'Scene data from the communities of StashDB and the other stash-boxes that are configured.',
  terms: 'accounts by invitation; each instance has guidelines of its own',
};
