import { loadConfig } from '../../config/load.ts';
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

/** `revenge scan`: the main job, drawn or printed as it goes. Gives the exit code of the run's summary. */
export async function runScan(paths: readonly string[], options: GlobalOptions & ScanOptions, io: Io): Promise<number> {
  const loaded = await loadConfig(configFlags(options, io));
  const config = partOf(loaded.config, options.kind);
  const targets = scanTargets(
    { all: librariesOf(loaded.config), chosen: librariesOf(config), kind: options.kind },
    paths,
    io.cwd,
  );
  const { store, gateway, sources, close } = await compose(config, options);
  try {
    const sink = await createRenderer({ ...options, stdout: io.stdout, env: io.env });
    const summary = await runPipeline({
      command: 'scan',
      targets,
      store,
      gateway,
      sink,
      sources: sources((warning) => sink.emit({ type: 'warning', ...warning })),
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
