import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { PartOptions } from '../../context/adult-libraries.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineSync(program: Command, run: Run): void {
  program
    .command('sync')
    .summary('copy the results of offline runs to the server')
    .description(
      'Copies the local SQLite store of offline runs into the configured store. You can interrupt it and run it again. Conflicts between the stores are listed and left to you.',
    )
    .argument('[file]', 'SQLite store to copy (default: the setting store.offline)')
    .addOption(new Option('-k, --kind <kind>', 'adult: use the store of the adult libraries').choices(['adult']))
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
