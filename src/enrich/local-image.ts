import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { RevengeError } from '../model/errors.ts';
import type { FsPath } from '../model/files.ts';
import { pathForIo } from '../model/paths.ts';
import { printable } from '../model/text.ts';

/**
 * Reads a picture beside the media. Only a regular file up to `maxBytes`: a pipe or device would hang or never end.
 * @throws RevengeError `FILE_UNREADABLE` or `IMAGE_INVALID`
 */
export async function readLocalImage(path: FsPath, maxBytes: number): Promise<Buffer> {
  const file = await open(pathForIo(path), constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    throw new RevengeError('FILE_UNREADABLE', `cannot read the picture ${printable(path)}`, { cause });
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new RevengeError('IMAGE_INVALID', `${printable(path)} is no regular file`);
    if (stats.size === 0) throw new RevengeError('IMAGE_INVALID', `${printable(path)} is empty`);
    if (stats.size > maxBytes) {
      throw new RevengeError('IMAGE_INVALID', `${printable(path)} is larger than ${maxBytes} bytes`);
    }
    const bytes = Buffer.alloc(stats.size);
    const { bytesRead } = await file.read(bytes, 0, stats.size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
