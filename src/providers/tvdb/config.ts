export interface TvdbConfig {
  /** `https://api4.thetvdb.com/v4`, or a mirror of it. */
  readonly url: string;
  readonly apiKey: string;
  /** Of a user's subscription; a project's key has none. */
  readonly pin?: string | undefined;
  /** The order of episodes that the files follow. */
  readonly seasonType: 'default' | 'official' | 'dvd' | 'absolute' | 'alternate' | 'regional';
  /** Whether movies are asked for too. */
  readonly movies: boolean;
}
