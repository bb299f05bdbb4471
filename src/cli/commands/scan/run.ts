import { partOf } from '../../context/adult-libraries.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions, ScanOptions } from '../../options.ts';
import { type RunAs, runTargets } from '../../run-pipeline.ts';
import { librariesOf, scanTargets } from '../../scan-targets.ts';

/** `revenge scan`: the main job, drawn or printed as it goes. Gives the exit code of the run's summary. */
export async function runScan(
  paths: readonly string[],
  options: GlobalOptions & ScanOptions,
  io: Io,
  as: RunAs = { command: 'scan' },
): Promise<number> {
  const { config } = await loadCommandConfig(options, io);
  const part = partOf(config, options.kind);
  const scope = { all: librariesOf(config), chosen: librariesOf(part), kind: options.kind };
  return runTargets(part, scanTargets(scope, paths, io.cwd), options, io, as);
}
