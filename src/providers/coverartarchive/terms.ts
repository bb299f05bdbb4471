import type { SourceTerms } from '../port.ts';

export const coverArtArchiveTerms: SourceTerms = {
  provider: 'coverartarchive',
  name: 'Cover Art Archive',
  gives: 'covers of albums',
  url: 'https://coverartarchive.org',
  attribution: 'Covers from the Cover Art Archive, a project of the Internet Archive and MusicBrainz.',
  terms: 'pictures belong to their owners',
};
