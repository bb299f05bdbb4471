import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineAbout(program: Command, run: Run): void {
  program
    .command('about')
    .summary('show the version, and whose data this is')
    .description(
      'Shows the version, and for each service what it asks of those who show what it gave: words, link and terms.',
    )
    .action((_options: unknown, command: Command) =>
      run(async (io) => {
        const { runAbout } = await import('./run.ts');
        return runAbout(command.optsWithGlobals<GlobalOptions>(), io);
      }),
    );
}
