import { Argument, type Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import { SHELLS, type Shell } from './shells.ts';

export function defineCompletion(program: Command, run: Run): void {
  program
    .command('completion')
    .summary('print a completion script for your shell')
    .description('Prints a script that completes commands, options and their values in bash, zsh or fish.')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText('after', EXAMPLES)
    .action((shell: Shell) =>
      run(async (io) => {
        const { runCompletion } = await import('./run.ts');
        return runCompletion(shell, program, io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge completion bash > ~/.local/share/bash-completion/completions/revenge
  $ revenge completion zsh > "\${fpath[1]}/_revenge"
  $ revenge completion fish > ~/.config/fish/completions/revenge.fish
  $ source <(revenge completion bash)     only in this shell`;
