import { rm } from 'node:fs/promises';
import type { Io } from '../io.ts';
import type { GlobalOptions, ScanOptions } from '../options.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { runScan } from './scan.ts';

/**
 * `revenge cache warm`: asks for everything a first scan would ask for, into a store that is thrown away, so that only
 * the answers stay. What is kept already is not asked again.
 */
export async function runCacheWarm(
  paths: readonly string[],
  options: GlobalOptions & Pick<ScanOptions, 'artwork'>,
  io: Io,
): Promise<number> {
  const folder = await makeTemporaryFolder('revenge-warm-');
  try {
    return await runScan(paths, options, io, { command: 'cache warm', scratch: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
