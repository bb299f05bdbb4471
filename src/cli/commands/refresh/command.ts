import { type Command, Option } from 'commander';
import { LIBRARY_KINDS } from '../../../model/kinds.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import { keepHeapSmall } from '../../small-heap.ts';
import { budgetOption } from './budget.ts';
import { onlyOption } from './only.ts';
import type { RefreshOptions } from './run.ts';

export function defineRefresh(program: Command, run: Run): void {
  program
    .command('refresh')
    .summary('update stale metadata')
    .description(
      'Requests metadata again for items whose answers are old, and for items that wait for a provider. Run it from cron. Providers that publish lists of changes are asked for their lists first, and only the listed items are requested. A value is replaced only by a newer value; locked fields do not change.',
    )
    .argument('[what...]', 'names of libraries, folders, or items as in `show` (default: all libraries)')
    .option(
      '--older-than <time>',
      'refresh answers older than this: 12h, 30d, 2w (default: by kind and state, see `refresh` in the configuration; for named items: any age)',
    )
    .addOption(
      new Option(
        '--only <which>',
        'refresh only items in one of these states, whatever their age: degraded (a provider could not be asked), unmatched, ambiguous, missing:poster or another kind of artwork',
      ).argParser(onlyOption),
    )
    .option(
      '--budget <limit>',
      'stop when this much is used up: 500requests, 10m, or 500requests,10m; the rest is left for the next refresh (default: no limit)',
      budgetOption,
    )
    .option('-a, --all', 'refresh every old item, even if it is on no list of changes')
    .addOption(
      new Option(
        '-k, --kind <kind>',
        'refresh only libraries of this kind; adult libraries are refreshed only with `--kind adult`',
      ).choices(LIBRARY_KINDS),
    )
    .option('-n, --dry-run', 'send the requests and print what would change; change nothing')
    .option('--strict', 'exit with 4 if items need review, with 5 if a provider could not be asked')
    .option('--lock-wait <time>', 'wait this long while another run changes the store: 10m, 1h (default: do not wait)')
    .option('--no-artwork', 'do not download artwork')
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
  $ revenge refresh                        everything that is due
  $ revenge refresh Movies --older-than 2w
  $ revenge refresh "The Matrix"           this item now
  $ revenge refresh --only degraded --quiet
  $ revenge refresh --budget 500requests
  $ revenge refresh --only unmatched,ambiguous,missing:poster`;
