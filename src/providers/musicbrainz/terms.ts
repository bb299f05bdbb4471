import type { SourceTerms } from '../port.ts';

export const musicbrainzTerms: SourceTerms = {
  provider: 'musicbrainz',
  name: 'MusicBrainz',
  gives: 'albums',
  url: 'https://musicbrainz.org',
  attribution: 'Music data from MusicBrainz.',
  terms: 'core data CC0; genres, tags and ratings CC BY-NC-SA 3.0',
};
