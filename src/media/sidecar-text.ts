import { type RevengeError, toRevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import { errorOf } from './read-media.ts';
import { sharedReaders } from './reader/shared.ts';

export type SidecarText =
  | { readonly status: 'ok'; readonly text: string }
  | { readonly status: 'too-large' }
  /** It could not be read now (`FILE_UNREADABLE`, `READ_LIMIT`), or the signal aborted (`INTERRUPTED`). */
  | { readonly status: 'failed'; readonly error: RevengeError };

/**
 * Reads a small text file beside the media, in UTF-8, UTF-16 (with a mark, or an XML head that shows it) or, where neither
 * fits, Windows-1252. Never throws. A file of more than `maxBytes` is not read at all.
 */
export async function readSidecarText(path: FsPath, maxBytes: number, signal: AbortSignal): Promise<SidecarText> {
  try {
    const result = await sharedReaders().files.run({ want: 'bytes', path, maxBytes }, signal);
    if (result.status === 'too-large') return result;
    if (result.status !== 'bytes') return { status: 'failed', error: errorOf(result, path) };
    return {
      status: 'ok',
      text: decodeText(Buffer.from(result.bytes.buffer, result.bytes.byteOffset, result.bytes.length)),
    };
  } catch (thrown) {
    return { status: 'failed', error: toRevengeError(thrown) };
  }
}

/** 0x80 to 0x9f of Windows-1252; what stands there in Latin-1 is no text. Node's decoder takes one for the other. */
const WINDOWS = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

function decodeText(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return decode('utf-16le', bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return decode('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // XML says UTF-8 in vain: Windows tools write what their system has.
    return bytes
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80] ?? '');
  }
}

function decode(encoding: string, bytes: Buffer): string {
  return new TextDecoder(encoding).decode(bytes);
}
