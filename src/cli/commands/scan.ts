import { join } from 'node:path';
import type { CacheTrouble } from '../../cache/open.ts';
import { loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { DEFAULT_THRESHOLDS } from '../../identify/decide.ts';
import { diskFileTree } from '../../library/file-tree.ts';
import { DEFAULT_POLICY } from '../../reconcile/policy.ts';
import { createResolve } from '../../reconcile/resolve.ts';
import { runScan as runPipeline } from '../../scan/run.ts';
import { createRenderer } from '../../ui/select.ts';
import { compose } from '../compose.ts';
import { configFlags } from '../config-flags.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions, ScanOptions } from '../options.ts';
import { partOf } from '../part.ts';
import { librariesOf, scanTargets } from '../targets.ts';

/** A scan for another purpose than its own. */
export interface RunAs {
  readonly command: string;
  /** A folder for store and pictures in place of the configured ones. */
  readonly scratch?: string;
}

/** `revenge scan`: the main job, drawn or printed as it goes. Gives the exit code of the run's summary. */
export async function runScan(
  paths: readonly string[],
  options: GlobalOptions & ScanOptions,
  io: Io,
  as: RunAs = { command: 'scan' },
): Promise<number> {
  const loaded = await loadConfig(configFlags(options, io));
  const part = partOf(loaded.config, options.kind);
  const config = as.scratch === undefined ? part : inScratch(part, as.scratch);
  const scope = { all: librariesOf(loaded.config), chosen: librariesOf(part), kind: options.kind };
  const targets = scanTargets(scope, paths, io.cwd);
  let warn = (_trouble: CacheTrouble): void => undefined;
  const { store, gateway, sources, close } = await compose(config, {
    ...options,
    env: io.env,
    onTrouble: (trouble) => warn(trouble),
  });
  try {
    const sink = await createRenderer({ ...options, stdout: io.stdout, env: io.env });
    let beside = 0;
    const tell = (warning: { readonly code: string; readonly message: string; readonly hint?: string }): void => {
      beside += 1;
      sink.emit({ type: 'warning', ...warning });
    };
    warn = tell;
    const summary = await runPipeline({
      command: as.command,
      targets,
      store,
      gateway,
      sink,
      sources: sources(tell),
      warningsBeside: () => beside,
      tree: diskFileTree(),
      resolve: createResolve(DEFAULT_POLICY),
      signal: io.signal,
      now: () => new Date(),
      strict: options.strict === true,
      options: {
        dryRun: options.dryRun === true,
        retryUnmatched: options.retryUnmatched === true,
        languages: config.languages,
        thresholds: { ...DEFAULT_THRESHOLDS, match: config.matching.threshold, margin: config.matching.margin },
      },
      ...(config.artwork.enabled && options.artwork !== false
        ? { enrich: { folder: config.artwork.folder, limits: { thumbnailWidths: config.artwork.thumbnails } } }
        : {}),
    });
    return summary.exitCode;
  } finally {
    await close();
  }
}

function inScratch(config: Config, folder: string): Config {
  return {
    ...config,
    store: join(folder, 'store.sqlite'),
    artwork: { ...config.artwork, folder: join(folder, 'artwork') },
  };
}
