import { InvalidArgumentError } from 'commander';
import { ARTWORK_KINDS, type ArtworkKind } from '../../../model/files.ts';
import { nearest } from '../../../model/nearest.ts';
import type { RefreshableOutcome } from '../../../store/port.ts';

/** What `--only` names: outcomes of groups, and kinds of artwork that items lack. */
export interface OnlyOption {
  readonly outcomes: readonly RefreshableOutcome[];
  readonly artwork: readonly ArtworkKind[];
}

const OUTCOMES = ['degraded', 'unmatched', 'ambiguous'] as const;
const WORDS = [...OUTCOMES, ...ARTWORK_KINDS.map((kind) => `missing:${kind}`)];

/** `degraded,missing:poster`; may be given several times. Throws at an unknown word, with the nearest one. */
export function onlyOption(text: string, before: OnlyOption = { outcomes: [], artwork: [] }): OnlyOption {
  const outcomes = [...before.outcomes];
  const artwork = [...before.artwork];
  for (const word of text.split(',').map((part) => part.trim().toLowerCase())) {
    const outcome = OUTCOMES.find((known) => known === word);
    const kind = ARTWORK_KINDS.find((known) => word === `missing:${known}`);
    if (outcome !== undefined) outcomes.push(outcome);
    else if (kind !== undefined) artwork.push(kind);
    else throw new InvalidArgumentError(hintFor(word));
  }
  return { outcomes, artwork };
}

function hintFor(word: string): string {
  const near = nearest(word, WORDS);
  return near === undefined ? `Give one or more of ${WORDS.join(', ')}.` : `Did you mean ${near}?`;
}
