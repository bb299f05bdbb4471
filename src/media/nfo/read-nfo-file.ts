import type { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { readSidecarText } from '../sidecar-text.ts';
import { MAX_NFO_BYTES, type NfoParse, parseNfo } from './parse-nfo.ts';

export type NfoResult =
  | ({ readonly status: 'ok' } & NfoParse)
  | { readonly status: 'failed'; readonly error: RevengeError };

/** Reads and parses an NFO file, within limits of size and time. Never throws; what could not be read is `failed`. */
export async function readNfoFile(path: FsPath, signal: AbortSignal): Promise<NfoResult> {
  const read = await readSidecarText(path, MAX_NFO_BYTES, signal);
  if (read.status === 'failed') return read;
  if (read.status === 'too-large') return { status: 'ok', readings: [], warnings: ['it is larger than 1 MiB'] };
  return { status: 'ok', ...parseNfo(read.text) };
}
