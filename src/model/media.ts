import type { FieldValues } from './fields.ts';
import type { FsPath } from './files.ts';
import type { ExternalIds, ProviderId } from './ids.ts';
import type { Credit, ImageCandidate } from './records.ts';

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
  /** ISO 639-1 */
  readonly languages?: readonly string[];
}

/** Embedded tags of one audio file, in the vocabulary of conventions §10. */
export interface AudioTags {
  readonly title?: string;
  readonly artist?: string;
  readonly artists: readonly string[];
  readonly albumArtist?: string;
  readonly album?: string;
  readonly track?: number;
  readonly trackTotal?: number;
  readonly disc?: number;
  readonly discTotal?: number;
  readonly discSubtitle?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` */
  readonly date?: string;
  readonly originalDate?: string;
  readonly genres: readonly string[];
  readonly composer?: string;
  readonly label?: string;
  readonly catalogNumber?: string;
  readonly barcode?: string;
  readonly isrc?: string;
  readonly compilation?: boolean;
  readonly lyrics?: string;
  readonly ids: ExternalIds;
  /** MusicBrainz id of the album artist; `ids['musicbrainz-artist']` is the track artist's. */
  readonly albumArtistMbid?: string;
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
  /** Fields a person locked: `<lockdata>`, `<lockedfields>`. */
  readonly lockedFields: readonly string[];
}
