import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { OpenCache } from '../../cache/open.ts';
import { loadConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import type { HttpGateway } from '../../http/port.ts';
import { diskFileTree } from '../../library/file-tree.ts';
import type { Answer } from '../../model/answer.ts';
import { type RevengeError, toRevengeError } from '../../model/errors.ts';
import type { ProviderSummary } from '../../model/events.ts';
import { printable } from '../../model/text.ts';
import type { Sources } from '../../providers/port.ts';
import { createManagers } from '../../providers/registry.ts';
import { providerSummary } from '../../scan/tally.ts';
import { openStore } from '../../store/open.ts';
import { columnsOf, isTerminal } from '../../ui/output.ts';
import { providerTable } from '../../ui/summary.ts';
import { networkOf } from '../compose.ts';
import { configFlags } from '../config-flags.ts';
import { checkArrServices } from '../doctor/arr-services.ts';
import type { Finding } from '../doctor/check.ts';
import { checkRoots } from '../doctor/library-roots.ts';
import { checkLocalSources } from '../doctor/local-sources.ts';
import type { Io } from '../io.ts';
import { openConfiguredCache } from '../memory.ts';
import type { GlobalOptions } from '../options.ts';
import { type PartOptions, partOf } from '../part.ts';
import { postgresSettings } from '../run-store.ts';
import { librariesOf } from '../targets.ts';

/** `revenge doctor`: what works and what does not, before a scan finds out. */
export async function runDoctor(options: GlobalOptions & PartOptions, io: Io): Promise<number> {
  const { config: whole, file } = await loadConfig(configFlags(options, io));
  const config = partOf(whole, options.kind);
  const { store, roots } = await checkStore(config);
  const cache = await checkCache(config);
  const { providers, findings: sources } = await checkSources(config, options, io);
  const findings = [store, ...roots, ...cache, ...sources];
  if (options.json === true) {
    io.stdout.write(`${JSON.stringify({ configuration: file, findings, providers }, undefined, 2)}\n`);
  } else {
    io.stdout.write(`configuration  ${file === undefined ? 'none found: defaults' : printable(file)}\n`);
    for (const { part, well, text, hint } of findings) {
      io.stdout.write(`${part.padEnd(13)}  ${well ? 'ok' : 'FAILED'}: ${printable(text)}\n`);
      const lines = hint === undefined ? [] : `hint: ${hint}`.split('\n');
      for (const line of lines) io.stdout.write(`${' '.repeat(15)}${printable(line)}\n`);
    }
    const columns = isTerminal(io.stdout) ? columnsOf(io.stdout) : 120;
    if (providers.length > 0) io.stdout.write(`\n${providerTable(providers, columns).join('\n')}\n`);
  }
  if (!store.well) return 6;
  const codes = [...roots, ...sources].flatMap(({ well, exitCode = 5 }) => (well ? [] : [exitCode]));
  return WORST_FIRST.find((code) => codes.includes(code)) ?? 0;
}

/** Of several problems this order decides (docs/exit-codes.md). */
const WORST_FIRST: readonly number[] = [2, 7, 5];

/** The store, and the library roots as the store knows them. */
async function checkStore(config: Config): Promise<{ readonly store: Finding; readonly roots: readonly Finding[] }> {
  const tree = diskFileTree();
  const libraries = librariesOf(config);
  const without = async (store: Finding) => ({ store, roots: await checkRoots(libraries, tree, undefined) });
  const { store: location } = config;
  if (!/^[a-z]+:\/\//i.test(location) && !existsSync(location)) {
    return without({ part: 'store', well: true, text: `${location} is not there yet; the first scan makes it` });
  }
  try {
    const opened = await openStore(location, { readonly: true, postgres: postgresSettings(config) });
    try {
      const roots = await checkRoots(libraries, tree, opened);
      return { store: { part: 'store', well: true, text: opened.location }, roots };
    } finally {
      await opened.close();
    }
  } catch (thrown) {
    const error = toRevengeError(thrown);
    if (error.context.empty !== true) return without(failed('store', error));
    return without({ part: 'store', well: true, text: `${error.message} yet; the first scan makes it` });
  }
}

async function checkCache(config: Config): Promise<Finding[]> {
  if (!config.cache.enabled) return [{ part: 'cache', well: true, text: 'switched off' }];
  const troubles: Finding[] = [];
  let cache: OpenCache;
  try {
    cache = await openConfiguredCache(config, ({ message, hint }) => {
      troubles.push({ part: 'cache', well: false, text: message, hint });
    });
  } catch (thrown) {
    return [failed('cache', toRevengeError(thrown))];
  }
  const well: Finding[] = [];
  if (cache.redis !== undefined && (await cache.redis.up())) {
    well.push({ part: 'cache', well: true, text: cache.redis.address });
  }
  const counts = await cache.local.count();
  const entries = counts.reduce((sum, count) => sum + count.entries, 0);
  if (troubles.every(({ text }) => !text.includes(config.cache.file))) {
    well.push({ part: 'cache', well: true, text: `${config.cache.file}, ${entries} answers` });
  }
  await cache.answers.close();
  return [...well, ...troubles];
}

async function checkSources(
  config: Config,
  options: GlobalOptions,
  io: Io,
): Promise<{ readonly providers: readonly ProviderSummary[]; readonly findings: readonly Finding[] }> {
  // Kept answers would say nothing of whether a source can be asked now.
  const { gateway, sources } = await networkOf(
    { ...config, cache: { ...config.cache, enabled: false } },
    { ...options, env: io.env, clock: io.clock },
  );
  try {
    const configured = sources(() => undefined);
    const questions = questionsOf(config, gateway, configured, io.signal);
    const libraries = librariesOf(config);
    const told: Finding[] = [...checkLocalSources(configured)];
    const warn = ({ message: text }: { readonly message: string }): void =>
      void told.push({ part: 'source', well: true, text });
    const managers = createManagers({ ...config.sources, country: config.country }, gateway, libraries, warn);
    for await (const finding of checkArrServices({ libraries, managers, tree: diskFileTree(), signal: io.signal })) {
      told.push(finding);
    }
    const findings = await Promise.all(
      questions.map(async ({ name, ask }): Promise<Finding> => {
        const answer = await ask();
        return answer.status === 'unavailable'
          ? failed('source', answer.error)
          : { part: 'source', well: true, text: name };
      }),
    );
    return { providers: gateway.health().map(providerSummary), findings: [...told, ...findings] };
  } finally {
    await gateway.close();
  }
}

interface Question {
  readonly name: string;
  readonly ask: () => Promise<Answer<unknown>>;
}

/** One cheap question for each source but the Arrs, which have a check of their own. Whether the answer is "there is none" does not matter: it was given. */
function questionsOf(config: Config, gateway: HttpGateway, sources: Sources, signal: AbortSignal): Question[] {
  const { coverartarchive } = config.sources;
  return [
    ...sources.metadata.map((source) => ({
      name: source.instance ?? source.id,
      ask: () => source.search({ kind: source.groups[0] ?? 'movie', title: 'Metropolis' }, signal),
    })),
    ...(coverartarchive === undefined
      ? []
      : [
          {
            name: 'coverartarchive',
            ask: () => {
              const url = `${coverartarchive.url}/release/76df3287-6cda-33eb-8e9a-044b5e15ffdd`;
              return gateway.json({ provider: 'coverartarchive', url }, z.unknown(), signal);
            },
          },
        ]),
  ];
}

function failed(part: Finding['part'], { message, hint }: RevengeError): Finding {
  return { part, well: false, text: message, ...(hint === undefined ? {} : { hint }) };
}
