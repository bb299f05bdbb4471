import type { GroupKind, LibraryKind } from './kinds.ts';
import type { ExtraType, NameReading, Pin } from './reading.ts';

/**
 * A path as used for I/O. Names are bytes on disk: bytes that are not valid UTF-8 are held as the lone surrogates
 * U+DC80…U+DCFF (the convention of Python's PEP 383), so that no name is lost or changed. `model/paths.ts` converts.
 */
export type FsPath = string;

/** A configured library root. */
export interface Library {
  readonly name: string;
  readonly root: FsPath;
  readonly kind: LibraryKind;
  /** A file or folder that the root holds whenever the right disk is there, relative to it. */
  readonly marker?: FsPath;
  /** Which symbolic links the walk follows: to files and folders, to files only, or none. @default 'follow' */
  readonly symlinks?: 'follow' | 'files' | 'none';
  /** Patterns as in a `.gitignore` file in the root. */
  readonly ignore?: readonly string[];
}

/** What a library root was known by when it was last believed; nothing of it where it was not scanned yet. */
export interface RootSigns {
  /** It held the file that marks roots. */
  readonly marker: boolean;
  /** It lay on another file system than the folder around it. */
  readonly mountPoint: boolean;
}

/** One file as the walk saw it. */
export interface FileEntry {
  readonly path: FsPath;
  /** Path relative to the library root, `/` between parts. */
  readonly relativePath: FsPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch, as `stat` gives it (fractions kept). */
  readonly mtimeMs: number;
  readonly inode: number;
}

/**
 * What a file is to its group. `main` is the video of a movie or episode or the audio of a track (also each part of a
 * stack and each version); everything else belongs to one.
 */
export type FileRole = 'main' | 'extra' | 'subtitle' | 'audio' | 'lyrics' | 'artwork' | 'nfo' | 'plexmatch' | 'other';

/** Kinds of local and remote artwork, one vocabulary for both. */
export const ARTWORK_KINDS = [
  'poster',
  'backdrop',
  'banner',
  'landscape',
  'logo',
  'clearart',
  'disc',
  'still',
  'cover',
  'back',
  'profile',
] as const;
export type ArtworkKind = (typeof ARTWORK_KINDS)[number];

export interface GroupFile extends FileEntry {
  readonly role: FileRole;
  /** What the path claims; on `main` files and extras. */
  readonly reading?: NameReading;
  /** Movie in several files: the number of this part, from 1. */
  readonly part?: number;
  /** Files with the same label are one version: `1080p`, `Director's Cut`. Absent where there is one version. */
  readonly versionLabel?: string;
  readonly extraType?: ExtraType;
  /** Sidecars: language (BCP 47) and flags. */
  readonly language?: string;
  readonly flags?: readonly ('default' | 'forced' | 'hearing-impaired')[];
  readonly artworkKind?: ArtworkKind;
  /** Season that an artwork or NFO file is of, in a series group. */
  readonly season?: number;
  /** The `main` file (its `relativePath`) that a sidecar, NFO, still or extra belongs to, where it belongs to one. */
  readonly belongsTo?: FsPath;
  /** Disc folder (`BDMV`, `VIDEO_TS`) or image whose main file this stands for. */
  readonly discLayout?: 'bluray' | 'dvd' | 'iso';
}

/** The files that are one work on disk. */
export interface MediaGroup {
  /** Stable within its library: the relative folder, and in mixed folders also the stem of the title. */
  readonly key: string;
  readonly kind: GroupKind;
  readonly library: Library;
  /** Relative path of the folder that holds the group (`''` = the root). */
  readonly folder: FsPath;
  /** Title, year and so on as the names of folder and files together claim. */
  readonly reading: NameReading;
  /** Pins of names and `.plexmatch`, strongest first. */
  readonly pins: readonly Pin[];
  readonly files: readonly GroupFile[];
}

/** A file or folder that was left out, with the rule that says so. */
export interface SkippedPath {
  readonly relativePath: FsPath;
  readonly directory: boolean;
  /** `ignore.nomedia`, `ignore.dot-file`, `sample.by-name`, `not-media` … */
  readonly rule: string;
  /** One line for a person. */
  readonly reason: string;
}
