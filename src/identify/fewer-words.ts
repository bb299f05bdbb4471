import { compact } from '../model/compact.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { SearchQuery } from '../providers/port.ts';
import { weightyWords } from './title-similarity.ts';

/** Half of a title has to say this much, or a search for it finds anything. */
const LEAST_LETTERS = 4;

/**
 * The halves of the title, for the case that one of its words is misspelt: sources find no title in which a word is wrong.
 * Without a year half of a short title says too little.
 */
export function halfQueries(kind: GroupKind, claims: readonly WorkClaim[]): SearchQuery[] {
  const [claim] = claims;
  if (claim === undefined || kind === 'album') return [];
  const words = claim.title.split(/\s+/).filter((word) => word !== '');
  if (weightyWords(claim.title) < (claim.year === undefined ? 5 : 2)) return [];
  const middle = Math.ceil(words.length / 2);
  return [words.slice(middle), words.slice(0, middle)]
    .map((half) => half.join(' '))
    .filter((title) => title.replace(/[^\p{L}\p{N}]+/gu, '').length >= LEAST_LETTERS)
    .map((title) => compact({ kind, title, year: claim.year }));
}
