import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineExplain(program: Command, run: Run): void {
  program
    .command('explain')
    .summary('show how a path is read')
    .description('Shows which rule read which words of a path, and what else they could mean.')
    .argument('<path>', 'path or name; it need not exist')
    .action((path: string, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runParse } = await import('../parse/run.ts');
        return runParse([path], { ...command.optsWithGlobals<GlobalOptions>(), explain: true }, io);
      }),
    );
}
