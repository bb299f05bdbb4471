import { type Command, Option } from 'commander';
import { LIBRARY_KINDS } from '../../../model/kinds.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { ParseOptions } from './run.ts';

export function defineParse(program: Command, run: Run): void {
  program
    .command('parse')
    .summary('show what file names say')
    .description(
      'Parses file names or paths and prints title, year, episode, quality and ids. Does not read the files, the configuration or the store.',
    )
    .argument('[names...]', 'names or paths (default: one per line from standard input)')
    .addOption(new Option('-k, --kind <kind>', 'parse the names as in a library of this kind').choices(LIBRARY_KINDS))
    .option('--explain', 'show which rule matched which words')
    .addHelpText('after', EXAMPLES)
    .action((names: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runParse } = await import('./run.ts');
        return runParse(names, command.optsWithGlobals<GlobalOptions & ParseOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge parse "The.Matrix.1999.1080p.BluRay.x264-GROUP.mkv"
  $ find /media -name '*.mkv' | revenge parse --json
  $ revenge parse --explain "Show/Season 01/Show - 1x02.mkv"`;
