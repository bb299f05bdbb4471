import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import { REPORT_NAMES, REPORTS, type ReportName } from './names.ts';
import type { ReportOptions } from './run.ts';

export function defineReport(program: Command, run: Run): void {
  program
    .command('report')
    .summary('answer questions about the library as a whole')
    .description('Prints a report on the stored items. A filter as in `list` restricts it. Sends no request.')
    .addArgument(new Argument('<name>', 'the report: see below').choices(REPORT_NAMES))
    .argument('[filter...]', 'report only on items that `list` finds with these words')
    .option('--csv', 'print CSV')
    .option(
      '--fail-above <count>',
      'exit with 3 if the report has more rows than this (health: failing providers)',
      wholeNumber,
    )
    .option('-l, --limit <count>', 'print at most this many rows', wholeNumber)
    .option('--specials', 'missing: include episodes of season 0')
    .option('--adult', 'report on the adult libraries')
    .addHelpText('after', HELP)
    .action((name: ReportName, words: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runReport } = await import('./run.ts');
        return runReport(name, words, command.optsWithGlobals<GlobalOptions & ReportOptions>(), io);
      }),
    );
}

const HELP = `
Reports:
${REPORT_NAMES.map((name) => `  ${name.padEnd(12)}${REPORTS[name]}`).join('\n')}

Examples:
  $ revenge report missing kind:series status:continuing
  $ revenge report duplicates --csv > duplicates.csv
  $ revenge report open --fail-above 0 --quiet      for cron: quiet unless something is open
  $ revenge report quality library:Movies --json`;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('Give a whole number from 0.');
  return value;
}
