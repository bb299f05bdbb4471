import { type Command, Option } from 'commander';
import { LIBRARY_KINDS } from '../../../model/kinds.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions, ScanOptions } from '../../options.ts';
import { keepHeapSmall } from '../../small-heap.ts';

export function defineScan(program: Command, run: Run): void {
  program
    .command('scan')
    .summary('find out what every file is, and store what is known about it')
    .description(
      'Walks the configured libraries, or the given paths, identifies what is new or changed, gathers what the sources know, and stores it. Unchanged files cost nothing, so it can run as often as you like.',
    )
    .argument('[paths...]', 'folders to scan instead of all configured libraries')
    .addOption(
      new Option(
        '-k, --kind <kind>',
        'only the libraries of this kind; those of kind adult are scanned, and stored apart, only when it is said',
      ).choices(LIBRARY_KINDS),
    )
    .option('-n, --dry-run', 'show what would come of it; change nothing')
    .option('--strict', 'exit with 4 when items are open, with 5 when a source could not be asked')
    .option('--no-artwork', 'fetch no pictures')
    .option('--retry-unmatched', 'ask again about groups that nobody knew')
    .option(
      '--accept-missing',
      'believe that files are gone, even most of a library at once, and that a root has lost its marker or mount for good',
    )
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        keepHeapSmall();
        const { runScan } = await import('./run.ts');
        return runScan(paths, command.optsWithGlobals<GlobalOptions & ScanOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge scan
  $ revenge scan "/media/movies/Dune (2021)"
  $ revenge scan --json | jq -c 'select(.type == "group" and .outcome != "matched")'
  $ revenge scan --quiet --strict || mail -s "revenge: look at the library" me`;
