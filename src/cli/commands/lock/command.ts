import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import { defineLocking } from '../../overrides/options.ts';

export function defineLock(program: Command, run: Run): void {
  const command = program
    .command('lock')
    .summary('protect fields of one item from changes by sources')
    .description('Protects fields of one stored item: sources do not change them until you unlock them.');
  defineLocking(command, 'lock', 'lock every field that has a value', run).addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  $ revenge lock "The Matrix" overview tagline
  $ revenge lock imdb:tt0133093 --all --reason "as I like it"`;
