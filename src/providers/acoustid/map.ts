import type { Candidate } from '../../model/outcome.ts';
import { present } from '../shared/present.ts';
import type { AcoustidResult } from './schema.ts';

/** A fingerprint that is less alike than this is of something else. */
const ALIKE = 0.5;
const CANDIDATES_AT_MOST = 10;
/** Less than this part of the files on a release says nothing. */
const ENOUGH = 0.5;

interface Heard {
  readonly candidate: Candidate;
  readonly files: Set<number>;
  score: number;
}

/**
 * The releases that the files may be of, as candidates of MusicBrainz: those that have most of the files on them, and few
 * tracks besides. `recognised` is the part of the whole, of files and tracks, that was heard.
 */
export function releasesHeard(results: readonly (readonly AcoustidResult[])[]): Candidate[] {
  const releases = new Map<string, Heard>();
  for (const [file, found] of results.entries()) {
    for (const [id, { candidate, score }] of bestOf(found)) {
      const heard = releases.get(id) ?? { candidate, files: new Set<number>(), score: 0 };
      heard.files.add(file);
      heard.score += score;
      releases.set(id, heard);
    }
  }
  return [...releases.values()]
    .filter(({ files }) => files.size >= results.length * ENOUGH)
    .map(({ candidate, files, score }) => {
      const whole = Math.max(results.length, candidate.trackCount ?? 0);
      return { candidate: { ...candidate, recognised: files.size / whole }, score };
    })
    .sort(
      (one, other) =>
        other.candidate.recognised - one.candidate.recognised ||
        other.score - one.score ||
        (one.candidate.year ?? 9999) - (other.candidate.year ?? 9999) ||
        (one.candidate.providerId < other.candidate.providerId ? -1 : 1),
    )
    .slice(0, CANDIDATES_AT_MOST)
    .map(({ candidate }) => candidate);
}

/** Every release that one file may be on, with the best score that says so; recordings of one sound by how many say so. */
function bestOf(results: readonly AcoustidResult[]): Map<string, { candidate: Candidate; score: number }> {
  const best = new Map<string, { candidate: Candidate; score: number }>();
  for (const { score = 0, recordings } of results) {
    if (score < ALIKE) continue;
    const most = Math.max(1, ...recordings.map(({ sources = 1 }) => sources));
    for (const { releasegroups, sources = most } of recordings) {
      const weight = (score * sources) / most;
      for (const group of releasegroups) {
        for (const release of group.releases) {
          const known = best.get(release.id);
          if (known !== undefined && known.score >= weight) continue;
          const year = release.date === undefined ? undefined : Number(release.date.slice(0, 4));
          const candidate: Candidate = {
            provider: 'musicbrainz',
            providerId: release.id,
            kind: 'release',
            ids: { 'musicbrainz-release': release.id, 'musicbrainz-release-group': group.id },
            title: release.title ?? group.title ?? '',
            alternativeTitles: [],
            ...present({ year, artist: release.artists ?? group.artists, trackCount: release.track_count }),
          };
          best.set(release.id, { candidate, score: weight });
        }
      }
    }
  }
  return best;
}
