import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { withBoundedFile } from '../bounded-file.ts';
import { MAX_NFO_BYTES, type NfoParse, parseNfo } from './parse-nfo.ts';

const TIMEOUT_MS = 15_000;

/**
 * Reads and parses an NFO file, in UTF-8, UTF-16 (with a mark, or an XML head that shows it) or, where neither fits,
 * Windows-1252. Never throws: a file that cannot be read has no readings and the reason as a warning.
 */
export async function readNfoFile(path: FsPath, signal: AbortSignal): Promise<NfoParse> {
  try {
    const limits = { signal, timeoutMs: TIMEOUT_MS, maxBytes: MAX_NFO_BYTES + 1 };
    return await withBoundedFile(path, limits, async (file) => {
      if (file.size > MAX_NFO_BYTES) return { readings: [], warnings: ['it is larger than 1 MiB'] };
      return parseNfo(decodeText(await file.read(0, file.size)));
    });
  } catch (thrown) {
    return { readings: [], warnings: [thrown instanceof RevengeError ? thrown.message : String(thrown)] };
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
