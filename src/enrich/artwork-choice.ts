import type { ArtworkKind } from '../model/files.ts';
import type { ProviderId } from '../model/ids.ts';
import { baseLanguage } from '../model/language-tags.ts';
import type { ImageCandidate } from '../model/records.ts';
import { ENOUGH_WIDTH } from '../model/wanted-artwork.ts';

export type ArtworkCandidate = ImageCandidate & { readonly provider: ProviderId };

export interface ArtworkTaste {
  readonly kind: ArtworkKind;
  /** ISO 639-1, preferred first. */
  readonly languages: readonly string[];
  readonly originalLanguage?: string;
}

/** Scheme of pictures that lie beside the media: `file:` and the absolute path as it is, not percent-encoded. */
const LOCAL_SCHEME = 'file:';

/** Kinds that are better without any text on them. */
const TEXTLESS: ReadonlySet<ArtworkKind> = new Set(['backdrop', 'still', 'profile', 'disc', 'clearart']);
/** A rating of few votes says little: so many votes of the middle are thought beside. */
const MIDDLE = 5;
const MIDDLE_VOTES = 6;

/**
 * Candidates from best to worst: a picture beside the media before all others; the right language (backdrops: no text);
 * wide enough; well rated; large. What is equal stays in the order of the sources.
 */
export function rankArtwork(candidates: readonly ArtworkCandidate[], taste: ArtworkTaste): ArtworkCandidate[] {
  const keyed = candidates.map((candidate, place) => ({ candidate, key: [...sortKey(candidate, taste), place] }));
  keyed.sort((one, other) => compareKeys(one.key, other.key));
  return keyed.map(({ candidate }) => candidate);
}

/** Whether the picture lies beside the media. */
export function isLocal({ url }: ArtworkCandidate): boolean {
  return url.startsWith(LOCAL_SCHEME);
}

function sortKey(candidate: ArtworkCandidate, taste: ArtworkTaste): number[] {
  const { width = 0, height = 0, rating, votes = 0 } = candidate;
  const tooSmall = width > 0 && width < (ENOUGH_WIDTH[taste.kind] ?? 0);
  const rated = rating === undefined ? MIDDLE : (rating * votes + MIDDLE * MIDDLE_VOTES) / (votes + MIDDLE_VOTES);
  // Votes without a rating are likes: they count where nothing else tells two pictures apart.
  const likes = rating === undefined ? votes : 0;
  return [
    Number(!isLocal(candidate)),
    languageRank(candidate, taste),
    Number(tooSmall),
    -rated,
    -(width * height),
    -likes,
  ];
}

function languageRank({ language }: ArtworkCandidate, { kind, languages, originalLanguage }: ArtworkTaste): number {
  const textless = TEXTLESS.has(kind);
  if (language === undefined) return textless ? 0 : languages.length + 2;
  // Sources say of a picture whether it is Portuguese, and hardly ever whose.
  const base = baseLanguage(language);
  const place = languages.map(baseLanguage).indexOf(base);
  if (place >= 0) return place + 1;
  return originalLanguage !== undefined && base === baseLanguage(originalLanguage)
    ? languages.length + 1
    : languages.length + 3;
}

function compareKeys(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
