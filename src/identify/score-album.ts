import type { Candidate, ScoredCandidate } from '../model/outcome.ts';
import type { WorkClaim } from '../model/reading.ts';
import type { TrackClaim } from './claims.ts';
import { compareYear, scoredByBest } from './compare.ts';
import { type Comparison, distanceOf } from './distance.ts';
import { nearestTitle } from './title-similarity.ts';
import { pairTracks } from './track-pairs.ts';

const ARTIST = 3;
const ALBUM = 3;
const YEAR = 0.5;
const TRACK_COUNT = 1;
const TRACK_TITLES = 2;
const TRACK_DURATIONS = 2;
const SOUND = 5;
/** Part of an album on disk is ordinary; a track that the release does not have speaks against the release. */
const MISSING_TRACK = 0.5;
const EDITION_LEFT_OUT = 0.05;
/** Brackets behind a title that name an edition. Live takes, demos and remixes are other recordings. */
const BRACKETS_BEHIND =
  /(?:\s*[([{](?![^()[\]{}]*\b(?:live|unplugged|demos?|acoustic|remix(?:es|ed)?|instrumentals?|karaoke|tribute)\b)[^()[\]{}]*[)\]}])+\s*$/i;

/** An album is its artist, its title and above all its tracks: how many, called what, how long. */
export function scoreAlbum(
  claims: readonly WorkClaim[],
  tracks: readonly TrackClaim[],
  candidate: Candidate,
): ScoredCandidate {
  const byTracks = [...compareCount(tracks, candidate), ...compareTracks(tracks, candidate)];
  return scoredByBest(claims, candidate, (claim) => [
    ...compareArtist(claim, candidate),
    compareAlbum(claim, candidate),
    compareYear(claim, candidate, YEAR),
    ...byTracks,
  ]);
}

/**
 * A release that was recognised by its sound or its lengths: how much of it was heard, how many tracks it has, and how long they are. What
 * names without tags say of titles is no evidence against it.
 */
export function scoreBySound(tracks: readonly TrackClaim[], candidate: Candidate): ScoredCandidate {
  const { recognised } = candidate;
  const heard: Comparison[] =
    recognised === undefined
      ? []
      : [
          {
            name: 'sound',
            weight: SOUND,
            off: 1 - recognised,
            detail: `${Math.round(recognised * 100)} % of it was recognised`,
          },
        ];
  const lengths = compareTracks(tracks, candidate).filter(({ name }) => name === 'track-durations');
  const { value, penalties } = distanceOf([...heard, ...compareCount(tracks, candidate), ...lengths]);
  return { ...candidate, distance: value, penalties };
}

function compareArtist(claim: WorkClaim, candidate: Candidate): Comparison[] {
  if (claim.artist === undefined || candidate.artist === undefined) return [];
  const { distance } = nearestTitle(claim.artist, [candidate.artist]);
  return [{ name: 'artist', weight: ARTIST, off: distance, detail: `"${claim.artist}" ~ "${candidate.artist}"` }];
}

function compareAlbum(claim: WorkClaim, candidate: Candidate): Comparison {
  const titles = [candidate.title, ...candidate.alternativeTitles];
  const whole = nearestTitle(claim.title, titles).distance;
  const bare = nearestTitle(withoutEdition(claim.title), titles.map(withoutEdition)).distance;
  return {
    name: 'album',
    weight: ALBUM,
    off: Math.min(whole, bare + EDITION_LEFT_OUT),
    detail: `"${claim.title}" ~ "${candidate.title}"`,
  };
}

/** "OK Computer (Collector's Edition) [Remastered]" → "OK Computer". */
function withoutEdition(title: string): string {
  return title.replace(BRACKETS_BEHIND, '') || title;
}

function compareCount(tracks: readonly TrackClaim[], candidate: Candidate): Comparison[] {
  const known = candidate.tracks?.length || candidate.trackCount;
  if (known === undefined || known === 0 || tracks.length === 0) return [];
  const missing = Math.max(0, known - tracks.length) / known;
  const extra = Math.max(0, tracks.length - known) / tracks.length;
  return [
    {
      name: 'track-count',
      weight: TRACK_COUNT,
      off: missing * MISSING_TRACK + extra,
      detail: `${tracks.length} on disk, ${known} on the release`,
    },
  ];
}

function compareTracks(tracks: readonly TrackClaim[], candidate: Candidate): Comparison[] {
  if (candidate.tracks === undefined || candidate.tracks.length === 0 || tracks.length === 0) return [];
  const pairs = pairTracks(tracks, candidate.tracks);
  const titles = pairs.map(({ title }) => title).filter((title) => title !== undefined);
  const durations = pairs.map(({ duration }) => duration).filter((duration) => duration !== undefined);
  return [
    ...mean('track-titles', TRACK_TITLES, titles, 'titles'),
    ...mean('track-durations', TRACK_DURATIONS, durations, 'durations'),
  ];
}

function mean(name: string, weight: number, offs: readonly number[], what: string): Comparison[] {
  if (offs.length === 0) return [];
  const off = offs.reduce((sum, each) => sum + each, 0) / offs.length;
  const differ = offs.filter((each) => each > 0).length;
  return [{ name, weight, off, detail: `${differ} of ${offs.length} ${what} differ` }];
}
