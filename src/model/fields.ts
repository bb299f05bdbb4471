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

/** The films that a work is one of. Sources say different parts of it: the members of one collection are joined. */
export interface CollectionReference {
  readonly name: string;
  readonly tmdbId?: string;
  readonly overview?: string;
  /** Addresses of its pictures in their largest form. */
  readonly poster?: string;
  readonly backdrop?: string;
}

/** Texts of a work in one language. */
export interface Translation {
  /** ISO 639-1 */
  readonly language: string;
  /** ISO 3166-1 alpha-2, where the language has several forms: `BR` of `pt`. */
  readonly country?: string;
  readonly title?: string;
  readonly overview?: string;
  readonly tagline?: string;
}

/** Where a work can be watched in one country. */
export interface Availability {
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  readonly kind: 'stream' | 'free' | 'ads' | 'rent' | 'buy';
  readonly names: readonly string[];
}

/** Another order in which the episodes of a series can be watched. */
interface EpisodeOrder {
  readonly name: string;
  /** `aired`, `absolute`, `dvd`, `digital`, `story-arc`, `production`, `tv`, `alternate`, `regional` */
  readonly kind: string;
  /** The source's own id of the order. */
  readonly id: string;
}

/** A film about the work: a trailer, a teaser, a scene. */
export interface Video {
  readonly kind: string;
  readonly url: string;
  readonly name?: string;
  /** ISO 639-1 */
  readonly language?: string;
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
  /** BCP 47 with ISO 639-1 where there is a code: `en`, `pt-BR` */
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
  videos: readonly Video[];
  /** What the work is called and how it is described in other languages, as far as sources say. */
  translations: readonly Translation[];
  availability: readonly Availability[];
  episodeOrders: readonly EpisodeOrder[];
  /** Names of works or artists that are like it. */
  similar: readonly string[];
  /** How many people have listened to it, and how often. */
  listeners: number;
  plays: number;
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
  /** What a person says of all files of the work; sources say it of each file (`FileEdition`). */
  edition: string;
}

export type FieldName = keyof Fields;
export type FieldValues = { readonly [K in FieldName]?: Fields[K] };
