import { type Command, Option } from 'commander';
import type { DoctorOptions } from '../commands/doctor.ts';
import type { GlobalOptions } from '../options.ts';
import type { Run } from './run.ts';

export function defineDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .summary('check that store, cache and sources can be reached')
    .description(
      'Opens the store and the cache and asks every configured source one question.\nCompares the folders of Radarr, Sonarr and Lidarr with those here, and says which path mapping is missing. Exits with 6 when the store cannot be\nused, with 5 when a source cannot be asked.',
    )
    .addOption(new Option('-k, --kind <kind>', 'look at what is for libraries of kind adult').choices(['adult']))
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runDoctor } = await import('../commands/doctor.ts');
        return runDoctor(command.optsWithGlobals<GlobalOptions & DoctorOptions>(), io);
      }),
    );
}
