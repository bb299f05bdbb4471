import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineConfig(program: Command, run: Run): void {
  program
    .command('config')
    .summary('show the effective configuration')
    .description('Shows every setting with its value and the origin of the value. Secrets are hidden.')
    .addHelpText('after', EXAMPLES)
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runConfig } = await import('./run.ts');
        return runConfig(command.optsWithGlobals<GlobalOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge config
  $ revenge config --config ./revenge.config.yaml --json`;
