import { type RevengeError, toRevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { readSidecarText } from '../sidecar-text.ts';
import { MAX_NFO_BYTES, type NfoParse, parseNfo } from './parse-nfo.ts';

export type NfoResult =
  | ({ readonly status: 'ok' } & NfoParse)
  | { readonly status: 'failed'; readonly error: RevengeError };

/**
 * Reads and parses an NFO file, within limits of size and time. `filter` gives the text that counts. Never throws; a file
 * that could not be read is `failed`.
 */
export async function readNfoFile(
  path: FsPath,
  signal: AbortSignal,
  filter: (text: string) => Promise<string> = async (text) => text,
): Promise<NfoResult> {
  const read = await readSidecarText(path, MAX_NFO_BYTES, signal);
  if (read.status === 'failed') return read;
  if (read.status === 'too-large') return { status: 'ok', readings: [], warnings: ['it is larger than 1 MiB'] };
  try {
    return { status: 'ok', ...parseNfo(await filter(read.text)) };
  } catch (thrown) {
    return { status: 'failed', error: toRevengeError(thrown) };
  }
}
