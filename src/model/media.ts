import type { FieldValues } from './fields.ts';
import type { FsPath } from './files.ts';
import type { ExternalIds, ProviderId } from './ids.ts';
import type { Credit, ImageCandidate, LockedField } from './records.ts';

/** What any track may say of itself. A flag is there only where the container sets it. */
interface TrackFacts {
  /** BCP 47 with ISO 639-1 where there is a code: `en`, `pt-BR`, `zh-Hant`. */
  readonly language?: string;
  readonly title?: string;
  /** The player should choose this track by default. */
  readonly default?: boolean;
  readonly commentary?: boolean;
  /** True: in the original language of the work. False: the container says that it is a translation. */
  readonly original?: boolean;
}

export interface VideoStream extends TrackFacts {
  readonly codec?: string;
  /** As ffprobe names it: `High`, `Main 10`. */
  readonly profile?: string;
  readonly width?: number;
  readonly height?: number;
  readonly frameRate?: number;
  readonly bitDepth?: number;
  /** The richest form that the header signals: hdr10, hdr10plus, hlg, dolbyvision */
  readonly hdr?: string;
  readonly dolbyVisionProfile?: number;
  readonly dolbyVisionLevel?: number;
  /** What a player without Dolby Vision sees: 0 nothing usable, 1 HDR10, 2 SDR, 4 HLG, 6 HDR10 of a Blu-ray. */
  readonly dolbyVisionCompatibility?: number;
  /** Brightest pixel and brightest frame average of the content, in cd/m². */
  readonly maxCll?: number;
  readonly maxFall?: number;
  /** Brightest and darkest value of the mastering display, in cd/m². */
  readonly masteringMax?: number;
  readonly masteringMin?: number;
}

export interface AudioStream extends TrackFacts {
  readonly codec?: string;
  /** As ffprobe names it: `LC`, `HE-AAC`, `DTS-HD MA`. */
  readonly profile?: string;
  readonly channels?: number;
  /** Hz */
  readonly sampleRate?: number;
  /** Bits a sample, of codecs that keep every sample as it is. */
  readonly bitDepth?: number;
  readonly atmos?: boolean;
  readonly hearingImpaired?: boolean;
  /** Describes the pictures for people who cannot see them. */
  readonly visualImpaired?: boolean;
}

export interface SubtitleStream extends TrackFacts {
  readonly codec?: string;
  readonly forced?: boolean;
  readonly hearingImpaired?: boolean;
}

export interface Chapter {
  /** Seconds from the beginning. */
  readonly start: number;
  readonly end?: number;
  readonly title?: string;
  readonly language?: string;
}

/** What a file's container says. Everything optional: headers lie and files are cut short. */
export interface Probe {
  /** `matroska`, `mp4`, `flac`, `mp3`, `ogg` … */
  readonly container?: string;
  /** Seconds. */
  readonly duration?: number;
  /** Bits per second over all streams. */
  readonly bitrate?: number;
  readonly video: readonly VideoStream[];
  readonly audio: readonly AudioStream[];
  readonly subtitles: readonly SubtitleStream[];
  /** Left out where there are none. */
  readonly chapters?: readonly Chapter[];
  /** What did not add up: `truncated`, `extension-mismatch` … */
  readonly warnings: readonly string[];
}

/** What the service that manages a file says of it; none of this stands in the file itself. */
export interface ManagedFile {
  readonly provider: ProviderId;
  /** As the service calls it: `Bluray-1080p`, `FLAC`. */
  readonly quality?: string;
  readonly releaseGroup?: string;
  readonly edition?: string;
  /** Name of the release that it was imported from. */
  readonly sceneName?: string;
  /** When it was imported: `YYYY-MM-DDTHH:mm:ssZ` */
  readonly added?: string;
  /** BCP 47, as far as the Arr says: `en`, `pt-BR` */
  readonly languages?: readonly string[];
}

/** Which edition a file holds, as far as it can be told without its manager. */
export interface FileEdition {
  /** What the NFO file says; it outranks the manager. */
  readonly nfo?: string;
  /** What the path says; the manager outranks it. */
  readonly name?: string;
  /** An NFO file could not be looked at: what is stored stays unless there is something better. */
  readonly isPartial?: true;
}

/** A person in the credits, and the instrument or part. */
export interface Performer {
  readonly name: string;
  readonly instrument?: string;
}

/** Loudness as ReplayGain tells it: gains in dB, peaks as a part of full scale. */
export interface ReplayGain {
  readonly trackGain?: number;
  readonly trackPeak?: number;
  /** dB */
  readonly trackRange?: number;
  readonly albumGain?: number;
  readonly albumPeak?: number;
  readonly albumRange?: number;
  /** The loudness that the gains aim at, in LUFS or dB as the tagger wrote it. */
  readonly reference?: string;
}

/**
 * Embedded tags of one audio file, in the vocabulary of conventions §10. A member in the singular has all values, joined by
 * `; `; the list beside it is there where a tag has several values.
 */
export interface AudioTags {
  readonly title?: string;
  readonly subtitle?: string;
  readonly artist?: string;
  readonly artists: readonly string[];
  readonly albumArtist?: string;
  readonly albumArtists?: readonly string[];
  readonly album?: string;
  readonly titleSort?: string;
  readonly artistSort?: string;
  readonly albumArtistSort?: string;
  readonly albumSort?: string;
  readonly composerSort?: string;
  readonly track?: number;
  readonly trackTotal?: number;
  readonly disc?: number;
  readonly discTotal?: number;
  readonly discSubtitle?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` */
  readonly date?: string;
  readonly originalDate?: string;
  readonly releaseDate?: string;
  readonly genres: readonly string[];
  readonly moods?: readonly string[];
  /** What the release came on: `CD`, `12" Vinyl`. */
  readonly media?: string;
  readonly composer?: string;
  readonly composers?: readonly string[];
  readonly lyricists?: readonly string[];
  readonly writers?: readonly string[];
  readonly conductors?: readonly string[];
  readonly remixers?: readonly string[];
  readonly arrangers?: readonly string[];
  readonly engineers?: readonly string[];
  readonly producers?: readonly string[];
  readonly djMixers?: readonly string[];
  readonly mixers?: readonly string[];
  readonly performers?: readonly Performer[];
  readonly label?: string;
  readonly labels?: readonly string[];
  readonly catalogNumber?: string;
  readonly catalogNumbers?: readonly string[];
  readonly barcode?: string;
  readonly isrc?: string;
  readonly isrcs?: readonly string[];
  readonly asin?: string;
  readonly copyright?: string;
  readonly license?: string;
  readonly website?: string;
  /** As the tag has them, mostly ISO 639-2 or 639-3. */
  readonly languages?: readonly string[];
  /** ISO 15924 */
  readonly script?: string;
  readonly comment?: string;
  readonly compilation?: boolean;
  readonly bpm?: number;
  readonly key?: string;
  readonly grouping?: string;
  readonly work?: string;
  readonly movement?: string;
  readonly movementNumber?: number;
  readonly movementTotal?: number;
  /** Lower case: `album`, `live`. */
  readonly releaseTypes?: readonly string[];
  readonly releaseStatus?: string;
  /** ISO 3166-1, or MusicBrainz's `XE`, `XW`. */
  readonly releaseCountry?: string;
  readonly lyrics?: string;
  readonly ids: ExternalIds;
  /** All track artists, where there are several; `ids['musicbrainz-artist']` is the first. */
  readonly artistMbids?: readonly string[];
  /** MusicBrainz id of the album artist; `ids['musicbrainz-artist']` is the track artist's. */
  readonly albumArtistMbid?: string;
  readonly albumArtistMbids?: readonly string[];
  readonly workMbids?: readonly string[];
  readonly originalReleaseMbid?: string;
  readonly originalArtistMbids?: readonly string[];
  /** MusicBrainz disc id: 28 characters, no UUID. */
  readonly discId?: string;
  readonly acoustId?: string;
  readonly acoustIdFingerprint?: string;
  readonly replayGain?: ReplayGain;
  /** A person's rating, 0 to 100. */
  readonly rating?: number;
  readonly encodedBy?: string;
  readonly encoderSettings?: string;
  /** Which tag block won: `id3v2`, `vorbis`, `ape`, `mp4` … */
  readonly origin: string;
  readonly hasPicture: boolean;
  /** Seconds. */
  readonly duration?: number;
}

/** Embedded tags with the file they stand in. */
export interface FileTags extends AudioTags {
  readonly relativePath: FsPath;
}

/** One root of an NFO file. */
export interface NfoReading {
  readonly root: 'movie' | 'tvshow' | 'season' | 'episodedetails' | 'artist' | 'album' | 'url-only';
  readonly season?: number;
  readonly episode?: number;
  readonly ids: ExternalIds;
  /** The id marked `default="true"`, or the first. */
  readonly defaultId?: keyof ExternalIds;
  readonly values: FieldValues;
  readonly credits: readonly Credit[];
  readonly images: readonly ImageCandidate[];
  /** Of the file that lies beside it: `Director's Cut`. */
  readonly edition?: string;
  /** Fields a person locked: `<lockdata>`, `<lockedfields>`. */
  readonly lockedFields: readonly LockedField[];
}
