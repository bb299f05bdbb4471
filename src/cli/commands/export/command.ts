import { type Command, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { ExportOptions } from './run.ts';

export function defineExport(program: Command, run: Run): void {
  program
    .command('export')
    .summary('print items with ids, fields and paths for other programs')
    .description(
      'Prints every item that a filter finds, with its external ids, the values that hold, and its files. Paths are relative to the library. CSV has one line per file.',
    )
    .argument('[filter...]', 'words and filters as in `list` (default: all movies, series and releases)')
    .addOption(
      new Option('-f, --format <format>', 'print items in this format; ndjson: one JSON object per line')
        .choices(['ndjson', 'json', 'csv'])
        .default('ndjson'),
    )
    .option('--adult', 'export the adult libraries')
    .addHelpText('after', EXAMPLES)
    .action((words: string[], _options: unknown, command: Command) =>
      run(async (io) => {
        const { runExport } = await import('./run.ts');
        return runExport(words, command.optsWithGlobals<GlobalOptions & ExportOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge export > library.ndjson
  $ revenge export kind:movie --format csv > movies.csv
  $ revenge export kind:episode added:-7d | jq -r '.files[].path'`;
