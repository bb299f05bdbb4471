import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';
import type { DbAction, DbOptions } from './run.ts';

export function defineDb(program: Command, run: Run): void {
  const db = program.command('db').summary('look after the store').description('Looks after the configured store.');
  const define = (action: DbAction, summary: string): Command =>
    db
      .command(action)
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .addOption(new Option('-k, --kind <kind>', 'adult = the store of adult libraries').choices(['adult']))
      .action((...given: unknown[]) =>
        run(async (io) => {
          const command = given.at(-1);
          const file = typeof given[0] === 'string' ? given[0] : undefined;
          const { runDb } = await import('./run.ts');
          return runDb(action, file, optionsOf(command), io);
        }),
      );
  define('status', 'say where the store is, its schema, and how much is in it');
  define('migrate', 'bring the schema up to date');
  define('backup', 'copy a SQLite store while it may be in use').argument('[file]', 'where to (default: beside it)');
  define('vacuum', 'give back the space of what is gone');
  define('check', 'check that the store is whole');
  define('purge', 'remove what has been missing for long, the only command that removes')
    .requiredOption('--older-than <days>', 'days since which files are missing: 90 or 90d', days)
    .option('-n, --dry-run', 'only say what would go');
}

function optionsOf(command: unknown): GlobalOptions & DbOptions {
  return (command as Command).optsWithGlobals<GlobalOptions & DbOptions>();
}

function days(text: string): number {
  const count = Number(/^(\d+)d?$/.exec(text)?.[1]);
  if (!Number.isSafeInteger(count)) throw new InvalidArgumentError('Give days: 90 or 90d.');
  return count;
}
