import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import { WHAT, withHoldOptions } from '../../overrides/options.ts';
import type { HoldOptions } from '../../overrides/run.ts';

export function defineSet(program: Command, run: Run): void {
  const command = program
    .command('set')
    .summary('override fields of one item')
    .description(
      'Overrides fields of one stored item with your own values. Sources do not change them until you unlock them.',
    )
    .argument('<what>', WHAT)
    .argument('<values...>', 'field=value; field= keeps the field empty');
  withHoldOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((what: string, words: string[]) =>
      run(async (io) => {
        const { runSet } = await import('../../overrides/run.ts');
        return runSet(what, words, command.optsWithGlobals<GlobalOptions & HoldOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Write a list with commas or as JSON. Write a value with members as JSON, in the form that \`show --json\` prints.

Examples:
  $ revenge set "The Matrix" title=Matrix --reason "as on the cover"
  $ revenge set tmdb:603 genres="Science Fiction,Action" year=1999 tagline=
  $ revenge set "Heat 1995" certifications='[{"country":"US","value":"R"}]' --dry-run`;
