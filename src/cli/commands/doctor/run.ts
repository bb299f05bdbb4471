import { type ExitName, exitCode, worstExit } from '../../../model/exit-codes.ts';
import { printable } from '../../../model/text.ts';
import { PROVIDERS } from '../../../providers/list.ts';
import { providerSummary } from '../../../scan/tally.ts';
import { columnsOf, isTerminal } from '../../../ui/output.ts';
import { runSteps, type Step } from '../../../ui/steps.ts';
import { providerTable } from '../../../ui/summary.ts';
import { type PartOptions, partOf } from '../../context/adult-libraries.ts';
import { networkOf } from '../../context/compose.ts';
import { loadCommandConfig } from '../../context/load-config.ts';
import { checkCache } from '../../doctor/cache.ts';
import type { Finding } from '../../doctor/check.ts';
import { checkConfiguration } from '../../doctor/configuration.ts';
import { checkLocalSources } from '../../doctor/local-sources.ts';
import { sourceSteps } from '../../doctor/sources.ts';
import { checkStore } from '../../doctor/store.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import type { DoctorDocument } from './document.ts';

/** `revenge doctor`: what works and what does not, before a scan finds out. */
export async function runDoctor(options: GlobalOptions & PartOptions, io: Io): Promise<number> {
  const { config: whole, file } = await loadCommandConfig(options, io);
  const config = partOf(whole, options.kind);
  const { providers = PROVIDERS } = io;
  // Kept answers would say nothing of whether a source can be asked now.
  const uncached = { ...config, cache: { ...config.cache, enabled: false } };
  const { gateway, sources } = await networkOf(uncached, { ...options, env: io.env, clock: io.clock, providers });
  try {
    const configured = await sources(() => undefined);
    const adult = options.kind === 'adult';
    const steps: readonly Step<readonly Finding[]>[] = [
      { title: 'configuration', run: () => checkConfiguration(config, file, providers) },
      { title: 'store and libraries', run: () => checkStore(config) },
      { title: 'cache', run: () => checkCache(config) },
      { title: 'local sources', run: async () => checkLocalSources(configured, providers) },
      ...(await sourceSteps(config, gateway, configured, { adult, signal: io.signal, providers })),
    ];
    if (options.json !== true) {
      io.stdout.write(`configuration  ${file === undefined ? 'none found: defaults' : printable(file)}\n`);
    }
    const lines = (found: readonly Finding[]) => found.flatMap(findingLines);
    const isFailure = (found: readonly Finding[]) => found.some(({ well }) => !well);
    const { stdout, env } = io;
    const { json, plain } = options;
    const findings = (await runSteps(steps, { stdout, env, json, plain, concurrent: true, lines, isFailure })).flat();
    const health = gateway.health().map(providerSummary);
    if (json === true) {
      const document: DoctorDocument = {
        configuration: file,
        findings: findings.map(findingDocument),
        providers: health,
      };
      stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    } else if (health.length > 0) {
      stdout.write(`\n${providerTable(health, isTerminal(stdout) ? columnsOf(stdout) : 120).join('\n')}\n`);
    }
    return worstExit(findings.flatMap(exitOf));
  } finally {
    await gateway.close();
  }
}

function findingLines({ part, well, warning, text, hint }: Finding): readonly string[] {
  const state = well ? (warning === true ? 'warning' : 'ok') : 'FAILED';
  const hints = hint === undefined ? [] : `hint: ${hint}`.split('\n');
  return [
    `${part.padEnd(13)}  ${state}: ${printable(text)}`,
    ...hints.map((line) => `${' '.repeat(15)}${printable(line)}`),
  ];
}

/** How the command ends on a problem. A run goes on without the cache. */
function exitOf({ part, well, exit }: Finding): readonly ExitName[] {
  if (well || part === 'cache') return [];
  return [part === 'store' ? 'store' : (exit ?? 'provider')];
}

/** A finding as `--json` prints it. */
function findingDocument({ exit, ...finding }: Finding): DoctorDocument['findings'][number] {
  return exit === undefined ? finding : { ...finding, exitCode: exitCode(exit) };
}
