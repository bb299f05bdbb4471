import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { PartOptions } from '../../context/adult-libraries.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .summary('check the configuration, store, libraries, cache and providers')
    .description(
      'Opens the store and the cache, checks every library root, and sends one request to every configured provider. Compares the folders of Radarr, Sonarr and Lidarr with the local folders, and prints missing path mappings. Exits with 6 if the store cannot be used, with 7 if a library root is not available, and with 5 if a provider cannot be reached.',
    )
    .addOption(new Option('-k, --kind <kind>', 'adult: check what the adult libraries use').choices(['adult']))
    .addHelpText('after', EXAMPLES)
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runDoctor } = await import('./run.ts');
        return runDoctor(command.optsWithGlobals<GlobalOptions & PartOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge doctor
  $ revenge doctor --kind adult
  $ revenge doctor --json | jq '.findings[] | select(.well | not)'`;
