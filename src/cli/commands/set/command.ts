import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import { WHAT, withHoldOptions } from '../../overrides/options.ts';
import type { HoldOptions } from '../../overrides/run.ts';

export function defineSet(program: Command, run: Run): void {
  const command = program
    .command('set')
    .summary("give fields of one work values of one's own")
    .description(
      'Gives fields of one stored work values of your own. They hold, whatever sources say, until you unlock them.',
    )
    .argument('<what>', WHAT)
    .argument('<values...>', 'field=value; nothing behind = keeps a field empty');
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
Lists are words with commas between them, or JSON. What has members is JSON, as \`show --json\` prints it.

Examples:
  $ revenge set "The Matrix" title=Matrix --reason "as on the cover"
  $ revenge set tmdb:603 genres="Science Fiction,Action" year=1999 tagline=
  $ revenge set "Heat 1995" certifications='[{"country":"US","value":"R"}]' --dry-run`;
