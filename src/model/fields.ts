/** A rating as its source gives it, scaled to 0…10. */
export interface Rating {
  readonly source: string;
  readonly value: number;
  readonly votes?: number;
}

export interface Certification {
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  readonly value: string;
}

export interface CollectionReference {
  readonly name: string;
  readonly tmdbId?: string;
}

/**
 * The fields an item can have, in the domain's terms. One set for all kinds: a field that a kind does not have is never
 * given. Lists keep their source's order.
 */
export interface Fields {
  title: string;
  originalTitle: string;
  sortTitle: string;
  alternativeTitles: readonly string[];
  year: number;
  /** `YYYY-MM-DD`, or shorter where the day is not known. */
  releaseDate: string;
  /** Series: date of the last episode. */
  endDate: string;
  overview: string;
  tagline: string;
  /** Minutes. */
  runtime: number;
  /** Milliseconds; of a track. */
  duration: number;
  genres: readonly string[];
  tags: readonly string[];
  /** ISO 3166-1 alpha-2 */
  countries: readonly string[];
  /** ISO 639-1 */
  languages: readonly string[];
  originalLanguage: string;
  studios: readonly string[];
  networks: readonly string[];
  certifications: readonly Certification[];
  ratings: readonly Rating[];
  status: string;
  collection: CollectionReference;
  homepage: string;
  trailer: string;
  seasonNumber: number;
  episodeNumber: number;
  absoluteNumber: number;
  artist: string;
  albumArtist: string;
  discNumber: number;
  discTotal: number;
  trackNumber: number;
  trackTotal: number;
  label: string;
  catalogNumber: string;
  barcode: string;
  isrc: string;
  /** Album, Single, EP …, then secondary types: Live, Compilation … */
  releaseTypes: readonly string[];
  releaseStatus: string;
  mediaFormat: string;
  disambiguation: string;
  /** Day on which an Arr service added the file. `YYYY-MM-DDTHH:mm:ssZ` */
  added: string;
  monitored: boolean;
  edition: string;
}

export type FieldName = keyof Fields;
export type FieldValues = { readonly [K in FieldName]?: Fields[K] };
