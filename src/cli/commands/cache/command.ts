import { type Command, Option } from 'commander';
import { CACHE_KINDS } from '../../../cache/port.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { CacheSelection } from './run.ts';

export function defineCache(program: Command, run: Run): void {
  const cache = program
    .command('cache')
    .summary('look at the answers that are kept, forget or fetch them')
    .description(
      'Answers of the sources are kept in memory, in Redis where there is one, else in a file of this machine.',
    )
    .addHelpText('after', EXAMPLES);
  cache
    .command('stats')
    .description('Shows what each tier holds, by source and kind.')
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runCacheStats } = await import('./run.ts');
        return runCacheStats(command.optsWithGlobals<GlobalOptions>(), io);
      }),
    );
  cache
    .command('clear')
    .description('Forgets answers, on this machine, in Redis, and in processes that run now.')
    .option('-p, --provider <source>', 'only those of this source')
    .addOption(new Option('-k, --kind <kind>', 'only those of this kind').choices(CACHE_KINDS))
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runCacheClear } = await import('./run.ts');
        const options = command.optsWithGlobals<GlobalOptions & CacheSelection>();
        return runCacheClear(options, options, io);
      }),
    );
  cache
    .command('warm')
    .description('Asks for everything that a first scan would ask for, and keeps only the answers.')
    .argument('[paths...]', 'folders instead of all configured libraries')
    .option('--no-artwork', 'fetch no pictures')
    .action((paths: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runCacheWarm } = await import('./warm.ts');
        return runCacheWarm(paths, command.optsWithGlobals<GlobalOptions & { artwork?: boolean }>(), io);
      }),
    );
  cache
    .command('inspect')
    .description('Shows the answers whose key or address holds a text: when they were asked, how long they are good.')
    .argument('<key>', 'key, part of a key, or part of an address')
    .option('--body', 'show the answers themselves too')
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
