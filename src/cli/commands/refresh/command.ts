import { type Command, Option } from 'commander';
import { LIBRARY_KINDS } from '../../../model/kinds.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import { keepHeapSmall } from '../../small-heap.ts';
import type { RefreshOptions } from './run.ts';

export function defineRefresh(program: Command, run: Run): void {
  program
    .command('refresh')
    .summary('ask again about what is stale')
    .description(
      'Asks the sources again about works whose answers are old, and about those that wait for a source; what cron runs. Sources that list what changed are asked for their lists first, and only about what is on them. Nothing is replaced but by a newer value; locked fields stay as they are.',
    )
    .argument('[what...]', 'libraries by name, folders, or works as `show` takes them; all libraries otherwise')
    .option('--older-than <time>', 'answers older than this: 12h, 30d, 2w (default: 30d; works that are named: any)')
    .addOption(new Option('--only <which>', 'only works that wait for a source').choices(['degraded']))
    .option('-a, --all', 'ask about all that is old enough, whatever the lists of changes say')
    .addOption(
      new Option(
        '-k, --kind <kind>',
        'only the libraries of this kind; those of kind adult only when it is said',
      ).choices(LIBRARY_KINDS),
    )
    .option('-n, --dry-run', 'ask, and show what would come of it; change nothing')
    .option('--strict', 'exit with 4 when items are open, with 5 when a source could not be asked')
    .option('--no-artwork', 'fetch no pictures')
    .addHelpText('after', EXAMPLES)
    .action((what: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        keepHeapSmall();
        const { runRefresh } = await import('./run.ts');
        return runRefresh(what, command.optsWithGlobals<GlobalOptions & RefreshOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge refresh                        what is older than 30 days
  $ revenge refresh Movies --older-than 2w
  $ revenge refresh "The Matrix"           this one now
  $ revenge refresh --only degraded --quiet`;
