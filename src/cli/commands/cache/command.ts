import { type Command, Option } from 'commander';
import { CACHE_KINDS } from '../../../cache/port.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { CacheSelection } from './run.ts';

export function defineCache(program: Command, run: Run): void {
  const cache = program
    .command('cache')
    .summary('show, remove or prefetch cached answers')
    .description(
      'Manages the cache of provider answers: memory, then Redis if it is configured, else a local SQLite file.',
    )
    .addHelpText('after', EXAMPLES);
  cache
    .command('stats')
    .description('Shows the number and size of the answers in each tier, by provider and kind.')
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runCacheStats } = await import('./run.ts');
        return runCacheStats(command.optsWithGlobals<GlobalOptions>(), io);
      }),
    );
  cache
    .command('clear')
    .description('Removes answers from the local file, from Redis, and from the memory of running processes.')
    .option('-p, --provider <source>', 'remove only answers of this provider')
    .addOption(new Option('-k, --kind <kind>', 'remove only answers of this kind').choices(CACHE_KINDS))
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runCacheClear } = await import('./run.ts');
        const options = command.optsWithGlobals<GlobalOptions & CacheSelection>();
        return runCacheClear(options, options, io);
      }),
    );
  cache
    .command('warm')
    .description('Sends every request of a first scan, and stores only the answers.')
    .argument('[paths...]', 'folders to scan instead of all configured libraries')
    .option('--no-artwork', 'do not download artwork')
    .action((paths: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runCacheWarm } = await import('./warm.ts');
        return runCacheWarm(paths, command.optsWithGlobals<GlobalOptions & { artwork?: boolean }>(), io);
      }),
    );
  cache
    .command('inspect')
    .description('Shows the answers whose key or address contains a text, with the time of the request and of expiry.')
    .argument('<key>', 'key, part of a key, or part of an address')
    .option('--body', 'print the body of each answer as well')
    .action((key: string, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runCacheInspect } = await import('./run.ts');
        return runCacheInspect(key, command.optsWithGlobals<GlobalOptions & { body?: boolean }>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge cache stats
  $ revenge cache clear --provider tmdb --kind search
  $ revenge cache inspect movie/603`;
