import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { UndoOptions } from './run.ts';

export function defineUndo(program: Command, run: Run): void {
  program
    .command('undo')
    .summary('restore the files that a run of `tag` wrote')
    .description(
      'Restores the files of a run of `revenge tag`, by default the last one: bytes, permissions and times. Files that have changed since are left alone.',
    )
    .argument('[run]', 'id of the run, as --list prints it')
    .option('--list', 'list the runs that can be undone')
    .option('--force', 'also restore files that have changed since')
    .addOption(new Option('-k, --kind <kind>', 'adult: restore files of the adult libraries').choices(['adult']))
    .addHelpText('after', EXAMPLES)
    .action((wanted: string | undefined, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runUndo } = await import('./run.ts');
        return runUndo(wanted, command.optsWithGlobals<GlobalOptions & UndoOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge undo
  $ revenge undo --list
  $ revenge undo 20261128-120000000-1a2b3c4d`;
