import { assign } from './assignment.ts';
import type { TrackClaim } from './claims.ts';
import { titleDistance } from './title-similarity.ts';

/** A track as a source lists it. */
export interface ListedTrack {
  readonly title: string;
  /** Seconds. */
  readonly duration?: number;
  readonly disc?: number;
  readonly track?: number;
}

export interface TrackPair {
  /** Index into the claims. */
  readonly claim: number;
  /** Index into the listed tracks. */
  readonly listed: number;
  /** 0…1; absent where nothing was there to compare. */
  readonly title?: number;
  readonly duration?: number;
}

/** Rips differ by some seconds; beyond half a minute it is another recording (beets: track_length_grace, _max). */
const GRACE = 10;
const WORST = 30;
const LARGEST = 400;

/** Pairs tracks on disk with tracks of a release by title, duration and place, so that all together fit best. */
export function pairTracks(claims: readonly TrackClaim[], listed: readonly ListedTrack[]): TrackPair[] {
  const columns =
    claims.length > LARGEST || listed.length > LARGEST
      ? claims.map((_, index) => (index < listed.length ? index : -1))
      : assign(claims.map((claim, index) => listed.map((track, place) => pairCost(claim, index, track, place))));
  return columns.flatMap((place, claim) => {
    const track = listed[place];
    const mine = claims[claim];
    return track === undefined || mine === undefined ? [] : [{ claim, listed: place, ...compared(mine, track) }];
  });
}

/** How far two durations (seconds) are apart: 0 within the grace, 1 from half a minute more. */
export function durationDistance(one: number, other: number): number {
  return Math.min(1, Math.max(0, Math.abs(one - other) - GRACE) / WORST);
}

function compared(claim: TrackClaim, track: ListedTrack): { title?: number; duration?: number } {
  return {
    ...(claim.title === undefined ? {} : { title: titleDistance(claim.title, track.title) }),
    ...(claim.duration === undefined || track.duration === undefined
      ? {}
      : { duration: durationDistance(claim.duration, track.duration) }),
  };
}

function pairCost(claim: TrackClaim, index: number, track: ListedTrack, place: number): number {
  const { title, duration } = compared(claim, track);
  const seconds =
    claim.duration === undefined || track.duration === undefined
      ? 0
      : Math.min(60, Math.abs(claim.duration - track.duration)) / 60_000;
  return 3 * (title ?? 0.5) + 2 * (duration ?? 0.5) + placeOff(claim, index, track, place) + seconds;
}

function placeOff(claim: TrackClaim, index: number, track: ListedTrack, place: number): number {
  if (claim.track !== undefined && track.track !== undefined) {
    const sameDisc = claim.disc === undefined || track.disc === undefined || claim.disc === track.disc;
    return claim.track === track.track && sameDisc ? 0 : 1;
  }
  return index === place ? 0 : 0.5;
}
