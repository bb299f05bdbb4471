import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RevengeError } from '../model/errors.ts';
import { errorCode } from '../util/error-code.ts';

/**
 * Makes an empty folder for one run, whose name begins with `prefix`; the caller removes it.
 *
 * @throws RevengeError `TEMP_UNAVAILABLE`
 */
export async function makeTemporaryFolder(prefix: string): Promise<string> {
  const parent = tmpdir();
  try {
    return await mkdtemp(join(parent, prefix));
  } catch (cause) {
    const why = errorCode(cause) ?? String(cause);
    throw new RevengeError('TEMP_UNAVAILABLE', `no temporary folder can be made in ${parent}: ${why}`, {
      hint: 'Set TMPDIR to a folder that exists and that this user may write to.',
      context: { path: parent },
      cause,
    });
  }
}
