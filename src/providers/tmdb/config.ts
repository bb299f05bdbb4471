export interface TmdbConfig {
  /** `https://api.themoviedb.org/3`, or a mirror of it. */
  readonly url: string;
  /** v3 key. A v4 token given here is taken as one. */
  readonly apiKey?: string | undefined;
  /** v4 read access token. */
  readonly accessToken?: string | undefined;
  /** Where pictures lie, without a size: `https://image.tmdb.org/t/p` unless a mirror is set. */
  readonly imageUrl?: string | undefined;
  /** Whether the text of a movie's collection is asked for: one request a collection. */
  readonly collections?: boolean | undefined;
}
