import type { Candidate } from '../../../model/outcome.ts';
import { present } from '../../shared/present.ts';
import type { MbRelease } from '../schema.ts';
import { artistName, tracksOf } from './parts.ts';

/**
 * A release as a candidate. Beside its own id it has those of its group and of its artist, where that is one, so that a
 * search can be narrowed by them.
 */
export function releaseCandidate(release: MbRelease): Candidate {
  const [artist, ...others] = release.credit.artists;
  // Films on a bonus disc are no tracks of the album's audio files.
  const audio = tracksOf(release).filter(({ track }) => track.recording?.video !== true);
  const tracks = audio.map(({ track }) => ({
    title: track.title ?? track.recording?.title ?? '',
    ...present({ duration: seconds(track.length ?? track.recording?.length) }),
  }));
  return {
    provider: 'musicbrainz',
    providerId: release.id,
    kind: 'release',
    ids: {
      'musicbrainz-release': release.id,
      ...present({
        'musicbrainz-release-group': release.group?.id,
        'musicbrainz-artist': others.length === 0 ? artist?.id : undefined,
      }),
    },
    title: release.title,
    alternativeTitles: release.aliases,
    ...present({
      year: release.date === undefined ? undefined : Number(release.date.slice(0, 4)),
      artist: artistName(release),
      trackCount: release.trackCount,
      tracks,
    }),
  };
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
