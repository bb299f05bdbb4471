import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import { defineLocking } from '../../overrides/options.ts';

export function defineLock(program: Command, run: Run): void {
  const command = program
    .command('lock')
    .summary('keep fields of one work as they are')
    .description('Keeps fields of one stored work as they are, whatever sources say, until you unlock them.');
  defineLocking(command, 'lock', 'every field that has a value', run).addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  $ revenge lock "The Matrix" overview tagline
  $ revenge lock imdb:tt0133093 --all --reason "as I like it"`;
