import { type Command, Option } from 'commander';
import type { DoctorOptions } from '../commands/doctor.ts';
import type { GlobalOptions } from '../options.ts';
import type { Run } from './run.ts';

export function defineDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .summary('look whether the set-up works, and say what to do where it does not')
    .description(
      'Asks every configured Arr service for its version, looks for its URL base, and compares its folders with those here.\nWhere they do not meet, it says which path mapping to add.',
    )
    .addOption(new Option('-k, --kind <kind>', 'look at what is for libraries of kind adult').choices(['adult']))
    .addHelpText('after', EXAMPLES)
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runDoctor } = await import('../commands/doctor.ts');
        return runDoctor(command.optsWithGlobals<GlobalOptions & DoctorOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge doctor
  $ revenge doctor --json | jq '.findings[] | select(.state == "problem")'`;
