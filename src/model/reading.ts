import type { ExternalIdKind } from './ids.ts';

/** Where a claim was read. */
export type ClaimSource =
  | 'file-name'
  | 'folder-name'
  | 'season-folder'
  | 'show-folder'
  | 'nfo'
  | 'tags'
  | 'plexmatch'
  | 'probe'
  | 'person';

/** What a name says of itself: one field, with the words it was read from, the rule that read it and how sure it is. */
export interface Claim {
  readonly field: string;
  readonly value: string | number | boolean;
  readonly source: ClaimSource;
  /** Name of the rule, stable, readable: `episode.sxxeyy`, `year.in-brackets`. */
  readonly rule: string;
  /** The words as they stand in the name. */
  readonly text: string;
  /** 0…1 */
  readonly confidence: number;
}

/** A claim that settles identity: an id in a name, an NFO `uniqueid`, a MusicBrainz id in tags, a person's `match`. */
export interface Pin {
  /** `mbid`: a MusicBrainz id in a name, whose entity the name does not say. */
  readonly kind: ExternalIdKind | 'mbid';
  readonly value: string;
  readonly source: ClaimSource;
  /** What to show a person: `[tmdbid-603] in the folder name`. */
  readonly text: string;
}

export const EXTRA_TYPES = [
  'trailer',
  'sample',
  'behindthescenes',
  'deletedscene',
  'interview',
  'scene',
  'clip',
  'featurette',
  'short',
  'themesong',
  'themevideo',
  'other',
] as const;
export type ExtraType = (typeof EXTRA_TYPES)[number];

/** A competing reading of the same name: the fields that differ, and how likely it is beside the main one (0…1). */
export interface AlternativeReading {
  readonly weight: number;
  readonly rule: string;
  readonly title?: string | null;
  readonly year?: number | null;
  readonly season?: number | null;
  readonly episodes?: readonly number[];
  readonly absolute?: readonly number[];
  readonly type?: NameReading['type'];
  /** Albums, whose `title` is that of the album. */
  readonly artist?: string;
}

/** Everything that a path alone claims. Empty arrays and absent members mean "not said". */
export interface NameReading {
  readonly type: 'movie' | 'episode' | 'track' | 'unknown';
  readonly title?: string;
  readonly alternativeTitles: readonly string[];
  readonly year?: number;
  readonly season?: number;
  /** Only for names that cover several seasons. */
  readonly seasons: readonly number[];
  readonly episodes: readonly number[];
  readonly absolute: readonly number[];
  /** Air date of a daily show, `YYYY-MM-DD`. */
  readonly date?: string;
  readonly episodeTitle?: string;
  /** Number of a part of one movie spread over several files. */
  readonly part?: number;
  readonly edition: readonly string[];
  readonly versionLabel?: string;
  /** `480p` … `2160p` */
  readonly resolution?: string;
  /** bluray, hddvd, web, webdl, webrip, hdtv, sdtv, dvd, vhs, cam, telesync, telecine, screener, workprint, ppv … */
  readonly source?: string;
  readonly videoCodec?: string;
  readonly audioCodecs: readonly string[];
  /** `5.1` */
  readonly audioChannels?: string;
  /** hdr10, hdr10plus, dolbyvision, hlg, sdr … */
  readonly hdr: readonly string[];
  readonly format3d?: string;
  /** ISO 639-1 */
  readonly languages: readonly string[];
  readonly subtitleLanguages: readonly string[];
  readonly releaseGroup?: string;
  readonly proper: boolean;
  readonly repack: boolean;
  /** Version of a fansub release (`v2` → 2). */
  readonly version?: number;
  readonly pins: readonly Pin[];
  readonly extraType?: ExtraType;
  readonly artist?: string;
  readonly album?: string;
  readonly disc?: number;
  readonly track?: number;
  readonly trackTitle?: string;
  readonly claims: readonly Claim[];
  /** Best first. */
  readonly alternatives: readonly AlternativeReading[];
}

/** What the group says of the work it is: one way of reading it. */
export interface WorkClaim {
  readonly title: string;
  readonly year?: number;
  /** 0…1: how likely this reading is beside the first. */
  readonly weight: number;
  /** Where it was read, for a person: `the names`, `the NFO`. */
  readonly from: string;
  /** Albums. */
  readonly artist?: string;
}
