import { type Command, Option } from 'commander';
import { LIBRARY_KINDS } from '../../../model/kinds.ts';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { ParseOptions } from './run.ts';

export function defineParse(program: Command, run: Run): void {
  program
    .command('parse')
    .summary('show what names alone say')
    .description(
      'Reads file names or paths and prints what they claim: title, year, episode, quality, ids. Looks at neither disk, configuration nor store.',
    )
    .argument('[names...]', 'names or paths; without any, one a line from standard input')
    .addOption(new Option('-k, --kind <kind>', 'kind of library they are from').choices(LIBRARY_KINDS))
    .option('--explain', 'show which rule read which words')
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
