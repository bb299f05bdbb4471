import type { FieldValues } from './fields.ts';
import type { FsPath } from './files.ts';
import type { ExternalIds, ProviderId } from './ids.ts';
import type { Credit, ImageCandidate, LockedField } from './records.ts';

export interface VideoStream {
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly frameRate?: number;
  readonly bitDepth?: number;
  /** hdr10, hlg, dolbyvision */
  readonly hdr?: string;
}

export interface AudioStream {
  readonly codec?: string;
  readonly channels?: number;
  /** Hz */
  readonly sampleRate?: number;
  readonly language?: string;
}

export interface SubtitleStream {
  readonly codec?: string;
  readonly language?: string;
  readonly forced?: boolean;
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
  readonly lockedFields: readonly LockedField[];
}
