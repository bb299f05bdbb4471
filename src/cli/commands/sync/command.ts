import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { PartOptions } from '../../context/adult-libraries.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineSync(program: Command, run: Run): void {
  program
    .command('sync')
    .summary('carry over what runs without the server stored')
    .description(
      'Carries the local SQLite file that offline runs filled over into the configured store. It may be broken off and\nrun again; what both stores say differently is listed and left to you.',
    )
    .argument('[file]', 'SQLite store to carry over (default: store.offline of the configuration)')
    .addOption(new Option('-k, --kind <kind>', 'adult = the store of adult libraries').choices(['adult']))
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runSync } = await import('./run.ts');
        return runSync(file, command.optsWithGlobals<GlobalOptions & PartOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge sync
  $ revenge sync ~/.local/share/revenge/library.sqlite --store postgres://me@db/revenge`;
