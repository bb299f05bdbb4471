import type { RevengeError } from './errors.ts';
import type { ExternalIds, ProviderId } from './ids.ts';
import type { ItemKind } from './kinds.ts';

export const OUTCOMES = ['matched', 'ambiguous', 'unmatched', 'degraded', 'ignored'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One named part of a distance, so that a score can be explained. */
export interface Penalty {
  /** `title`, `year`, `episode-count`, `track-durations` … */
  readonly name: string;
  /** 0…1, weight times how far off. */
  readonly amount: number;
  /** One line for a person: `year 1999 ≠ 2003`. */
  readonly detail: string;
}

/** A work that a source offers for a group. */
export interface Candidate {
  readonly provider: ProviderId;
  readonly providerId: string;
  readonly kind: ItemKind;
  readonly ids: ExternalIds;
  readonly title: string;
  readonly originalTitle?: string;
  readonly alternativeTitles: readonly string[];
  readonly year?: number;
  /** Of an album. */
  readonly artist?: string;
  readonly trackCount?: number;
  /** Seconds, in order of discs and tracks; with the titles beside. */
  readonly tracks?: readonly { readonly title: string; readonly duration?: number }[];
  readonly seasonCount?: number;
  readonly episodeCount?: number;
  /** Minutes that a movie lasts. */
  readonly runtime?: number;
  readonly popularity?: number;
  /** 0…1: the part of the work that was recognised by its sound. */
  readonly recognised?: number;
}

export interface ScoredCandidate extends Candidate {
  /** 0 = the same, 1 = nothing in common. */
  readonly distance: number;
  readonly penalties: readonly Penalty[];
}

/** A source that could not be asked, with why. */
export interface UnaskedSource {
  readonly provider: ProviderId;
  readonly reason: string;
  readonly code?: string;
  readonly hint?: string;
}

/** Why a source could not be asked, from the error that came of it. */
export function unaskedSource(provider: ProviderId, error: RevengeError): UnaskedSource {
  const { message, code, hint } = error;
  return { provider, reason: message, code, ...(hint === undefined ? {} : { hint }) };
}

/** How an identification ended, and why. */
export interface Identification {
  readonly outcome: Outcome;
  /** Ids by which the item is known; present when `matched`. */
  readonly ids: ExternalIds;
  /** Who settled it: `store`, `radarr`, `pin`, `tmdb` … */
  readonly by?: string;
  /** 1 − distance of the chosen candidate; 1 for paths and pins. */
  readonly score?: number;
  /** Lines for a person, in the order things were asked. */
  readonly reasons: readonly string[];
  /** Best first; kept for `ambiguous` and `unmatched`, and the runners-up of `matched`. */
  readonly candidates: readonly ScoredCandidate[];
  /** Sources that could not be asked, with why. */
  readonly degraded: readonly UnaskedSource[];
}
