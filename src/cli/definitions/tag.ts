import { type Command, Option } from 'commander';
import type { TagOptions } from '../commands/tag.ts';
import type { UndoOptions } from '../commands/undo.ts';
import type { GlobalOptions } from '../options.ts';
import type { Run } from './run.ts';

export function defineTag(program: Command, run: Run): void {
  program
    .command('tag')
    .summary('write NFO files beside the media')
    .description(
      'Writes NFO files for Kodi and Jellyfin in libraries whose configuration says `nfo: write` or `nfo: merge`.\nEdits by hand are kept. `revenge undo` takes a run back.',
    )
    .argument('[filter...]', 'words of the title, and filters as of `revenge list`')
    .option('-n, --dry-run', 'print the plan and write nothing')
    .option('--check', 'print the plan, write nothing, and exit with 3 if a file would be written')
    .addOption(new Option('--plan <file>', 'store the plan in a file and write nothing else').conflicts('apply'))
    .addOption(new Option('--apply <file>', 'carry out a stored plan; files that changed since are refused'))
    .addOption(new Option('-k, --kind <kind>', 'adult = tag the adult libraries').choices(['adult']))
    .addHelpText('after', TAG_EXAMPLES)
    .action((words: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runTag } = await import('../commands/tag.ts');
        return runTag(words, command.optsWithGlobals<GlobalOptions & TagOptions>(), io);
      }),
    );
}

export function defineUndo(program: Command, run: Run): void {
  program
    .command('undo')
    .summary('take back what a run of `tag` wrote')
    .description(
      'Restores the files of a run of `revenge tag`, by default the last one: bytes, permissions and times.\nFiles that have changed since are left alone.',
    )
    .argument('[run]', 'id of the run, as --list prints it')
    .option('--list', 'list the runs that can be taken back')
    .option('--force', 'restore files that have changed since, too')
    .addOption(new Option('-k, --kind <kind>', 'adult = runs over the adult libraries').choices(['adult']))
    .addHelpText('after', UNDO_EXAMPLES)
    .action((wanted: string | undefined, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runUndo } = await import('../commands/undo.ts');
        return runUndo(wanted, command.optsWithGlobals<GlobalOptions & UndoOptions>(), io);
      }),
    );
}

const TAG_EXAMPLES = `
Examples:
  $ revenge tag --dry-run
  $ revenge tag kind:movie added:-7d
  $ revenge tag --plan plan.json && revenge tag --apply plan.json
  $ revenge tag --check || echo "NFO files are out of date"`;

const UNDO_EXAMPLES = `
Examples:
  $ revenge undo
  $ revenge undo --list
  $ revenge undo 20261128-120000000-1a2b3c4d`;
