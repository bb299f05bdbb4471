import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineAbout(program: Command, run: Run): void {
  program
    .command('about')
    .summary('show the version, and the terms of the providers')
    .description('Shows the version, and for each provider its attribution, link and terms of use.')
    .addHelpText('after', EXAMPLES)
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runAbout } = await import('./run.ts');
        return runAbout(command.optsWithGlobals<GlobalOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge about
  $ revenge about --json | jq .version`;
