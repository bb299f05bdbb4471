import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import { defineLocking } from '../../overrides/options.ts';

export function defineUnlock(program: Command, run: Run): void {
  const command = program
    .command('unlock')
    .summary('let sources rule fields of one work again')
    .description('Takes back what `set` and `lock` said of fields of one stored work: sources rule them again.');
  defineLocking(command, 'unlock', 'every field that is held', run).addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  $ revenge unlock "The Matrix" overview
  $ revenge unlock tmdb:603 --all`;
