import { open } from 'node:fs/promises';
import { RevengeError } from '../model/errors.ts';
import { errorCode } from '../util/error-code.ts';

/** No configuration and no file of a secret is longer. */
export const MAX_BYTES = 1024 * 1024;

/**
 * Text of a small file.
 *
 * @throws RevengeError `CONFIG_UNREADABLE` when it cannot be read or is longer than 1 MiB. `what` names it in the message.
 */
export async function readText(file: string, what = 'The configuration file'): Promise<string> {
  const fail = (why: string, cause?: unknown): RevengeError => unreadable(file, why, cause, what);
  try {
    const handle = await open(file);
    try {
      if (!(await handle.stat()).isFile()) throw fail('it is no regular file');
      const buffer = Buffer.alloc(MAX_BYTES + 1);
      let length = 0;
      for (let got = -1; got !== 0 && length < buffer.length; length += got) {
        got = (await handle.read(buffer, length, buffer.length - length, length)).bytesRead;
      }
      if (length > MAX_BYTES) throw fail('it is longer than 1 MiB');
      return buffer.toString('utf8', 0, length);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof RevengeError) throw error;
    throw fail(errorCode(error) ?? String(error), error);
  }
}

/** The error for a file that cannot be read. `what` names it in the message. */
export function unreadable(file: string, why: string, cause?: unknown, what = 'The configuration file'): RevengeError {
  return new RevengeError('CONFIG_UNREADABLE', `${what} ${file} cannot be read: ${why}`, {
    hint: 'Check that it is a file and that this user may read it.',
    context: { file },
    cause,
  });
}
