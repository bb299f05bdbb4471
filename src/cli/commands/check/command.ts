import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { CheckOptions } from './run.ts';

export function defineCheck(program: Command, run: Run): void {
  program
    .command('check')
    .summary('compare a scan from recordings with the expected result')
    .description(
      'Scans the libraries into a temporary store, answers every request from recordings, and compares the result with an expectation file. Exits with 3 if anything differs. With --rule and no file, check the configured store against rules.',
    )
    .argument('[file]', 'expectation file in YAML or JSON (default: revenge.check.yaml)')
    .option('-u, --update', 'write the result into the file; keep its order and comments')
    .option('--only <words...>', 'compare only groups whose library and path contain one of these words')
    .option('--rule <rule...>', 'check a rule as well: "max ambiguous 0", "no FILTER", "every movie has:poster"')
    .addOption(
      new Option('-f, --format <format>', 'print differences in this format')
        .choices(['text', 'json', 'junit', 'github', 'tap'])
        .default('text'),
    )
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runCheck } = await import('./run.ts');
        return runCheck(file, command.optsWithGlobals<GlobalOptions & CheckOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge check --replay cassettes --update      write revenge.check.yaml
  $ revenge check --replay cassettes               compare with it
  $ revenge check --format junit > report.xml
  $ revenge check --rule "max ambiguous 0" --rule "every movie has:poster"

The format of the file: docs/checks.md.`;
