import type { FsPath } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';

const SLASH = 0x2f;

/** Whether the last parts of a path, as a row holds it, are those of another. */
export function endsWith(path: Buffer, end: FsPath): boolean {
  const bytes = pathToBytes(end);
  const from = path.length - bytes.length;
  return from >= 0 && path.subarray(from).equals(bytes) && (from === 0 || path[from - 1] === SLASH);
}
