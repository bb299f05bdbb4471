import { type Command, Option } from 'commander';
import { LIBRARY_KINDS } from '../../../model/kinds.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions, ScanOptions } from '../../options.ts';
import { keepHeapSmall } from '../../small-heap.ts';

export function defineScan(program: Command, run: Run): void {
  program
    .command('scan')
    .summary('identify media files and store their metadata')
    .description(
      'Walks the configured libraries, or the given paths, identifies new and changed files, collects metadata from all sources, and stores it. Unchanged files are skipped, so you can run it often.',
    )
    .argument('[paths...]', 'folders to scan instead of all configured libraries')
    .addOption(
      new Option(
        '-k, --kind <kind>',
        'scan only libraries of this kind; adult libraries are scanned only with `--kind adult`, and are stored separately',
      ).choices(LIBRARY_KINDS),
    )
    .option('-n, --dry-run', 'print what would change; change nothing')
    .option('--strict', 'exit with 4 if items need review, with 5 if a provider could not be asked')
    .option('--lock-wait <time>', 'wait this long while another run changes the store: 10m, 1h (default: do not wait)')
    .option('--no-artwork', 'do not download artwork')
    .option('--retry-unmatched', 'retry groups that no provider could identify')
    .option(
      '--accept-missing',
      'accept that files are gone, even most of a library, and that a root has lost its marker or mount point',
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
