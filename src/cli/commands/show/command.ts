import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { MeantOptions } from '../../items/find-items.ts';
import { meantKind } from '../../items/kind-option.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineShow(program: Command, run: Run): void {
  program
    .command('show')
    .summary('show everything that is stored about one item')
    .description('Shows one stored item: fields with their sources, people, artwork, files, and parts.')
    .argument('<what...>', 'id, external id (tmdb:603, imdb:tt0133093), path of a file or folder, or title [year]')
    .addOption(meantKind())
    .addHelpText('after', EXAMPLES)
    .action((what: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runShow } = await import('./run.ts');
        return runShow(what.join(' '), command.optsWithGlobals<GlobalOptions & MeantOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge show The Matrix
  $ revenge show Dune 1984
  $ revenge show imdb:tt0133093
  $ revenge show "/media/movies/The Matrix (1999)"
  $ revenge show tmdb:603 --json | jq .fields.title       (members: docs/json.md)`;
