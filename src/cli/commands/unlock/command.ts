import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import { defineLocking } from '../../overrides/options.ts';

export function defineUnlock(program: Command, run: Run): void {
  const command = program
    .command('unlock')
    .summary('let sources change fields of one item again')
    .description(
      'Removes overrides and locks from fields of one stored item, so that sources change the fields again.',
    );
  defineLocking(command, 'unlock', 'unlock every field that is overridden or locked', run).addHelpText(
    'after',
    EXAMPLES,
  );
}

const EXAMPLES = `
Examples:
  $ revenge unlock "The Matrix" overview
  $ revenge unlock tmdb:603 --all`;
