import type { ScoredCandidate } from '../model/outcome.ts';
import { byDistance } from './compare.ts';
import { titleDistance } from './title-similarity.ts';
import type { Thresholds } from './types.ts';

/** Tuned on the cases of test/identify; beets' strong and medium thresholds are .04 and .25, its gap .25. */
export const DEFAULT_THRESHOLDS: Thresholds = { match: 0.15, margin: 0.1, perfectMargin: 0.04, plausible: 0.35 };

export interface Decision {
  readonly outcome: 'matched' | 'ambiguous' | 'unmatched';
  readonly chosen?: ScoredCandidate;
  /** Best first. */
  readonly candidates: readonly ScoredCandidate[];
  readonly reasons: readonly string[];
}

/**
 * The best candidate, if it is near enough and nothing else is about as near. Two works that fit about equally are
 * `ambiguous`, never a guess; editions of one album are one work.
 */
export function decide(scored: readonly ScoredCandidate[], thresholds: Thresholds = DEFAULT_THRESHOLDS): Decision {
  const candidates = [...scored].sort(byDistance);
  const [best, ...others] = candidates;
  if (best === undefined) return { outcome: 'unmatched', candidates, reasons: [] };
  const rival = others.find((other) => !sameWork(best, other));
  if (best.distance > thresholds.plausible) {
    return { outcome: 'unmatched', candidates, reasons: [`the nearest is ${named(best)}, too far off: ${why(best)}`] };
  }
  if (best.distance > thresholds.match) {
    return {
      outcome: 'ambiguous',
      candidates,
      reasons: [`${named(best)} may be it, but is not sure enough: ${why(best)}`],
    };
  }
  const margin = best.distance <= 0.0001 ? thresholds.perfectMargin : thresholds.margin;
  if (rival !== undefined && rival.distance - best.distance < margin) {
    return { outcome: 'ambiguous', candidates, reasons: [`${named(best)} and ${named(rival)} fit about equally well`] };
  }
  return { outcome: 'matched', chosen: best, candidates, reasons: [`${named(best)}: ${why(best)}`] };
}

/** Whether two offers are one work: by a shared id, the release group, or the same title and year from another source. */
export function sameWork(one: ScoredCandidate, other: ScoredCandidate): boolean {
  const group = one.ids['musicbrainz-release-group'];
  if (group !== undefined && group === other.ids['musicbrainz-release-group']) return true;
  if (one.provider === other.provider) return one.providerId === other.providerId;
  for (const kind of ['tmdb', 'tvdb', 'imdb', 'tvmaze', 'musicbrainz-release'] as const) {
    const id = one.ids[kind];
    if (id !== undefined && other.ids[kind] !== undefined) return id === other.ids[kind];
  }
  return one.year === other.year && titleDistance(one.title, other.title) === 0;
}

/** `"Alien" (1979, tmdb 348)` */
function named({ title, year, artist, provider, providerId }: ScoredCandidate): string {
  const by = artist === undefined ? '' : ` by ${artist}`;
  return `"${title}"${by} (${year === undefined ? '' : `${year}, `}${provider} ${providerId})`;
}

function why({ distance, penalties }: ScoredCandidate): string {
  const score = `score ${(1 - distance).toFixed(2)}`;
  if (penalties.length === 0) return `${score}, nothing differs`;
  return `${score}; ${penalties.map(({ name, detail }) => `${name}: ${detail}`).join('; ')}`;
}
