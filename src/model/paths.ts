import type { FileEntry, FsPath } from './files.ts';
import { foldCase } from './fold-case.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of a name → `FsPath`, lossless. */
export function pathFromBytes(bytes: Uint8Array): FsPath {
  try {
    return decoder.decode(bytes);
  } catch {
    return decodeEscaping(bytes);
  }
}

/** `FsPath` → what `node:fs` takes: a string where the name is UTF-8, else the very bytes. */
export function pathForIo(path: FsPath): string | Buffer {
  return path.isWellFormed() ? path : pathToBytes(path);
}

/** `FsPath` → the bytes on disk. */
export function pathToBytes(path: FsPath): Buffer {
  if (path.isWellFormed()) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  let start = 0;
  for (let index = 0; index < path.length; index++) {
    const code = path.charCodeAt(index);
    if (code >= 0xd800 && code <= 0xdbff) index++;
    else if (code >= 0xdc80 && code <= 0xdcff) {
      parts.push(Buffer.from(path.slice(start, index), 'utf8'), Buffer.from([code - 0xdc00]));
      start = index + 1;
    }
  }
  parts.push(Buffer.from(path.slice(start), 'utf8'));
  return Buffer.concat(parts);
}

/** The order of their bytes, in which the stores list paths. */
export function comparePaths(one: FsPath, other: FsPath): number {
  if (one === other) return 0;
  // Code units have another order than bytes only where there are surrogates.
  if (SURROGATE.test(one) || SURROGATE.test(other)) return Buffer.compare(pathToBytes(one), pathToBytes(other));
  return one < other ? -1 : 1;
}

const SURROGATE = /[\ud800-\udfff]/;

/**
 * A local file as an address (`file:` and its percent-encoded bytes), so that it can stand where addresses stand, whatever
 * its name. `version` becomes the fragment: another version is another address.
 */
export function addressOfPath(path: FsPath, version: string): string {
  let encoded = '';
  for (const byte of pathToBytes(path)) {
    const plain = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x2d && byte <= 0x39);
    encoded += plain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`;
  }
  return `file:${encoded}#${version}`;
}

/** The path of an address that `addressOfPath` made. */
export function pathOfAddress(address: string): FsPath {
  const encoded = address.slice('file:'.length).replace(/#.*$/, '');
  const bytes: number[] = [];
  for (let index = 0; index < encoded.length; index++) {
    if (encoded[index] === '%') {
      bytes.push(Number.parseInt(encoded.slice(index + 1, index + 3), 16));
      index += 2;
    } else bytes.push(encoded.charCodeAt(index));
  }
  return pathFromBytes(Uint8Array.from(bytes));
}

/** The key by which paths and names are compared: NFC, with full case folding (`Straße` is `STRASSE`). Never used for I/O. */
export function pathKey(path: FsPath): string {
  return foldCase(path.normalize('NFC'));
}

function decodeEscaping(bytes: Uint8Array): FsPath {
  let out = '';
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    if (length === 0) {
      out += String.fromCharCode(0xdc00 + (bytes[index] ?? 0));
      index++;
    } else {
      out += decoder.decode(bytes.subarray(index, index + length));
      index += length;
    }
  }
  return out;
}

/** Length of the valid UTF-8 sequence that starts here; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  const lead = bytes[start] ?? 0;
  const length =
    lead < 0x80
      ? 1
      : lead >= 0xc2 && lead < 0xe0
        ? 2
        : lead >= 0xe0 && lead < 0xf0
          ? 3
          : lead < 0xf5 && lead >= 0xf0
            ? 4
            : 0;
  if (length <= 1 || start + length > bytes.length) return length === 1 ? 1 : 0;
  try {
    decoder.decode(bytes.subarray(start, start + length));
    return length;
  } catch {
    return 0;
  }
}

/** The root of the library of a file. */
export function rootOf({ path, relativePath }: Pick<FileEntry, 'path' | 'relativePath'>): FsPath {
  return path.slice(0, Math.max(0, path.length - relativePath.length - 1));
}
