import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineExplain(program: Command, run: Run): void {
  program
    .command('explain')
    .summary('show how a path is parsed')
    .description('Shows which rule matched which words of a path, and the other possible readings.')
    .argument('<path>', 'path or name; it need not exist')
    .addHelpText('after', EXAMPLES)
    .action((path: string, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runParse } = await import('../parse/run.ts');
        return runParse([path], { ...command.optsWithGlobals<GlobalOptions>(), explain: true }, io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge explain "Show/Season 01/Show - 1x02.mkv"`;
