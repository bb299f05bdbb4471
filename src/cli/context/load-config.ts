import { type LoadedConfig, loadConfig } from '../../config/load.ts';
import { secretsOf } from '../../config/redact.ts';
import { guardOutput } from '../guard-output.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';

/** The configuration of a command, from its options, environment and working directory. Its secrets are not printed from then on. */
export async function loadCommandConfig(
  options: Pick<GlobalOptions, 'config' | 'store'>,
  io: Pick<Io, 'cwd' | 'env' | 'prepareOutputs' | 'providers'>,
): Promise<LoadedConfig> {
  const { providers } = io;
  const flags = { store: options.store };
  const loaded = await loadConfig({ explicitPath: options.config, cwd: io.cwd, env: io.env, flags, providers });
  guardOutput(io, secretsOf(loaded.config, providers));
  return loaded;
}
