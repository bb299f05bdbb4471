import type { Identification, ScoredCandidate } from '../../model/outcome.ts';
import type { IdentificationDocument } from './identification.ts';

/** How an identification ended, as JSON. */
export function identificationToDocument(identification: Identification): IdentificationDocument {
  const { outcome, by, score, reasons, candidates, degraded } = identification;
  return {
    outcome,
    by,
    score,
    reasons: [...reasons],
    candidates: candidates.map(candidateDocument),
    degraded: degraded.map(({ provider, reason }) => ({ source: provider, reason })),
  };
}

function candidateDocument(candidate: ScoredCandidate): IdentificationDocument['candidates'][number] {
  const { provider, providerId, title, year, artist, ids, distance, penalties } = candidate;
  return { source: provider, sourceId: providerId, title, year, artist, ids, distance, penalties: [...penalties] };
}
