import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { PartOptions } from '../../context/adult-libraries.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .summary('check that store, libraries, cache and sources can be reached')
    .description(
      'Opens the store and the cache, looks whether every library is there, and asks every configured source one question.\nCompares the folders of Radarr, Sonarr and Lidarr with those here, and says which path mapping is missing. Exits with 6 when the store cannot be\nused, with 7 when a library is not there, with 5 when a source cannot be asked.',
    )
    .addOption(new Option('-k, --kind <kind>', 'look at what is for libraries of kind adult').choices(['adult']))
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runDoctor } = await import('./run.ts');
        return runDoctor(command.optsWithGlobals<GlobalOptions & PartOptions>(), io);
      }),
    );
}
