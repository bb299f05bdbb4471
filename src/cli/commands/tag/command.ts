import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { TagOptions } from './run.ts';

export function defineTag(program: Command, run: Run): void {
  program
    .command('tag')
    .summary('write NFO files, pictures and tags of audio files')
    .description(
      'Writes NFO files and pictures for Kodi, Jellyfin and Plex, and tags of audio files, in libraries whose configuration allows it under `tagging`.\nEdits by hand and pictures of others are kept. `revenge undo` takes a run back.',
    )
    .argument('[filter...]', 'words of the title, and filters as of `revenge list`')
    .option('-n, --dry-run', 'print the plan and write nothing')
    .option('--diff', 'also print what changes within NFO files and tags, line by line')
    .option('--check', 'print the plan, write nothing, and exit with 3 if a file would be written')
    .addOption(new Option('--plan <file>', 'store the plan in a file and write nothing else').conflicts('apply'))
    .addOption(new Option('--apply <file>', 'carry out a stored plan; files that changed since are refused'))
    .option(
      '--fields <names>',
      'write only these fields of audio files, and no other files: title,genre,musicbrainz_albumid',
    )
    .option('--split-links', 'also write audio files with hard links; their other names keep the old content')
    .addOption(new Option('-k, --kind <kind>', 'adult = tag the adult libraries').choices(['adult']))
    .addHelpText('after', EXAMPLES)
    .action((words: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runTag } = await import('./run.ts');
        return runTag(words, command.optsWithGlobals<GlobalOptions & TagOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge tag --dry-run
  $ revenge tag --dry-run --diff title:matrix
  $ revenge tag kind:movie added:-7d
  $ revenge tag --plan plan.json && revenge tag --apply plan.json
  $ revenge tag --check || echo "files beside the media are out of date"`;
