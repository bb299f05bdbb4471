import type { EpisodeEvidence } from './episode-evidence.ts';

/** What is known besides titles and years, as far as it was asked for. */
export interface Evidence {
  /** Minutes that each version of a movie lasts. */
  readonly minutes: readonly number[];
  /** By `candidateKey`: what the episodes on disk have in common with the series. */
  readonly episodes: ReadonlyMap<string, EpisodeEvidence>;
}

export const NO_EVIDENCE: Evidence = { minutes: [], episodes: new Map() };
