export interface MusicBrainzConfig {
  /** `https://musicbrainz.org/ws/2`, or a mirror of it. */
  readonly url: string;
}
