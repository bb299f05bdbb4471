import { RevengeError, toRevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import type { AudioTags, Probe } from '../model/media.ts';
import { printable } from '../model/text.ts';
import { type Probed, toProbe } from './probe.ts';
import type { Fault } from './reader/protocol.ts';
import type { ReadResult } from './reader/read-file.ts';
import { type Readers, sharedReaders } from './reader/shared.ts';
import type { TagsRead } from './tags.ts';

/**
 * `failed` with `PROBE_FAILED` is a verdict on the bytes of the file. Any other error says that they could not be read now:
 * then nothing is known, and the next run tries again.
 */
export type ProbeResult =
  | { readonly status: 'ok'; readonly probe: Probe }
  | { readonly status: 'failed'; readonly error: RevengeError };

export type TagsResult =
  | { readonly status: 'ok'; readonly tags: AudioTags }
  /** There are none in it, or its format has none. */
  | { readonly status: 'none' }
  | { readonly status: 'failed'; readonly error: RevengeError };

/** All that one open of a media file gave. */
export interface MediaRead {
  /** OSHASH. Undefined where the file is empty, could not be read, or has another size than the walk saw. */
  readonly hash: string | undefined;
  readonly probe: ProbeResult;
  readonly tags: TagsResult;
}

/** A file as the walk saw it. */
export interface MediaFile {
  readonly path: FsPath;
  readonly size: number;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly readers?: Readers;
}

/**
 * Reads a media file in a reader thread, with one open: what its container says, its tags, and its hash. Only headers are
 * read. What the readers of this project cannot read is opened once more by MediaInfo. Never throws.
 */
export async function readMedia(
  file: MediaFile,
  { signal, readers = sharedReaders() }: ReadOptions,
): Promise<MediaRead> {
  const { path } = file;
  try {
    const result = await readers.files.run({ want: 'media', path }, signal);
    if (result.status !== 'media') return failed(errorOf(result, path));
    const { size } = result;
    const hash = size === file.size ? result.hash : undefined;
    const probe =
      result.probe.status === 'library'
        ? await readWithLibrary(path, size, result.probe.format, { signal, readers })
        : probeResult(result.probe, path);
    return { hash, probe, tags: tagsResult(result.tags, path, probe) };
  } catch (thrown) {
    return failed(toRevengeError(thrown));
  }
}

/** The hash of a file alone; undefined as in `MediaRead`. */
export type HashResult =
  | { readonly status: 'ok'; readonly hash: string | undefined }
  | { readonly status: 'failed'; readonly error: RevengeError };

/** Reads head and tail of a file for its hash. Never throws. */
export async function readHash(
  { path, size }: MediaFile,
  { signal, readers = sharedReaders() }: ReadOptions,
): Promise<HashResult> {
  try {
    const result = await readers.files.run({ want: 'hash', path }, signal);
    if (result.status !== 'hash') return { status: 'failed', error: errorOf(result, path) };
    return { status: 'ok', hash: result.size === size ? result.hash : undefined };
  } catch (thrown) {
    return { status: 'failed', error: toRevengeError(thrown) };
  }
}

async function readWithLibrary(
  path: FsPath,
  size: number,
  format: string | undefined,
  { signal, readers }: Required<ReadOptions>,
): Promise<ProbeResult> {
  try {
    const result = await readers.library.run({ path, format }, signal);
    if (result.status === 'failed') return { status: 'failed', error: toError(result.fault, path) };
    return probeResult(toProbe(path, size, format, result.reading), path);
  } catch (thrown) {
    return { status: 'failed', error: toRevengeError(thrown) };
  }
}

function failed(error: RevengeError): MediaRead {
  return { hash: undefined, probe: { status: 'failed', error }, tags: { status: 'failed', error } };
}

function probeResult(probed: Probed, path: FsPath): ProbeResult {
  return probed.status === 'ok' ? probed : { status: 'failed', error: toError(probed.fault, path) };
}

function tagsResult(tags: TagsRead, path: FsPath, probe: ProbeResult): TagsResult {
  if (tags.status !== 'failed') return tags;
  // One failure of the disk is one error, which is reported once.
  const isSame = probe.status === 'failed' && probe.error.message === tags.fault.message;
  return { status: 'failed', error: isSame ? probe.error : toError(tags.fault, path) };
}

/** The error of a result that is not what was asked for. */
export function errorOf(result: ReadResult, path: FsPath): RevengeError {
  if (result.status === 'failed') return toError(result.fault, path);
  return new RevengeError('INTERNAL', `A reader thread answered ${result.status} for ${printable(path)}.`);
}

function toError({ code, message, hint }: Fault, path: FsPath): RevengeError {
  return new RevengeError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    context: { path: printable(path) },
  });
}
