import type { MbRelease, MbTrack } from '../schema.ts';

/** A track with its place on the release. */
export interface PlacedTrack {
  readonly track: MbTrack;
  readonly disc: number;
  /** 0 for a track hidden before the first. */
  readonly position: number;
}

/** The audio tracks of all media in order. Data tracks are not among them; one hidden before the first is. */
export function tracksOf(release: MbRelease): PlacedTrack[] {
  return release.media.flatMap((medium, index) => {
    const disc = medium.position ?? index + 1;
    const hidden = medium.pregap === undefined ? [] : [{ track: medium.pregap, disc, position: 0 }];
    return [
      ...hidden,
      ...medium.tracks.map((track, place) => ({ track, disc, position: track.position ?? place + 1 })),
    ];
  });
}

/** Who the album is by, as credited on it. */
export function artistName(release: MbRelease): string | undefined {
  return release.credit.name ?? release.group?.credit.name;
}
