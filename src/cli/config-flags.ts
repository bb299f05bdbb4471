import type { LoadOptions } from '../config/load.ts';
import type { Io } from './io.ts';
import type { GlobalOptions } from './options.ts';

/** Where the configuration of a command comes from: its options, its environment, its working directory. */
export function configFlags(options: GlobalOptions, io: Pick<Io, 'cwd' | 'env'>): LoadOptions {
  return { explicitPath: options.config, cwd: io.cwd, env: io.env, flags: { store: options.store } };
}
