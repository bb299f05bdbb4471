import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { DbAction, DbOptions } from './run.ts';

export function defineDb(program: Command, run: Run): void {
  const db = program
    .command('db')
    .summary('maintain the store')
    .description('Maintains the configured store.')
    .addHelpText('after', EXAMPLES);
  const define = (action: DbAction, summary: string): Command =>
    db
      .command(action)
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .addOption(new Option('-k, --kind <kind>', 'adult: use the store of the adult libraries').choices(['adult']))
      .action((...given: unknown[]) =>
        run(async (io) => {
          const command = given.at(-1);
          const file = typeof given[0] === 'string' ? given[0] : undefined;
          const { runDb } = await import('./run.ts');
          return runDb(action, file, optionsOf(command), io);
        }),
      );
  define('status', 'show the location, schema and size of the store');
  define('migrate', 'bring the schema up to date');
  define('backup', 'copy a SQLite store, even while it is in use').argument(
    '[file]',
    'path of the copy (default: beside the store)',
  );
  define('vacuum', 'return unused space to the file system');
  define('check', 'check the integrity of the store');
  define('purge', 'remove files that have been missing for long; no other command removes them')
    .requiredOption(
      '--older-than <days>',
      'remove files that have been missing for more days than this: 90 or 90d',
      days,
    )
    .option('-n, --dry-run', 'print what would be removed; remove nothing');
}

function optionsOf(command: unknown): GlobalOptions & DbOptions {
  return (command as Command).optsWithGlobals<GlobalOptions & DbOptions>();
}

function days(text: string): number {
  const count = Number(/^(\d+)d?$/.exec(text)?.[1]);
  if (!Number.isSafeInteger(count)) throw new InvalidArgumentError('Give days: 90 or 90d.');
  return count;
}

const EXAMPLES = `
Examples:
  $ revenge db status
  $ revenge db backup ~/library.backup.sqlite
  $ revenge db purge --older-than 90d --dry-run`;
