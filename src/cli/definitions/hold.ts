import type { Command } from 'commander';
import type { AllOptions, HoldOptions } from '../commands/hold.ts';
import type { GlobalOptions } from '../options.ts';
import { meantKind } from './meant-kind.ts';
import type { Run } from './run.ts';

const WHAT = 'id, external id (tmdb:603, imdb:tt0133093), path of a file or folder, or title [year]; in quotes';

export function defineSet(program: Command, run: Run): void {
  const command = program
    .command('set')
    .summary("give fields of one work values of one's own")
    .description(
      'Gives fields of one stored work values of your own. They hold, whatever sources say, until you unlock them.',
    )
    .argument('<what>', WHAT)
    .argument('<values...>', 'field=value; nothing behind = keeps a field empty');
  withHoldOptions(command)
    .addHelpText('after', SET_EXAMPLES)
    .action((what: string, words: string[]) =>
      run(async (io) => {
        const { runSet } = await import('../commands/hold.ts');
        return runSet(what, words, command.optsWithGlobals<GlobalOptions & HoldOptions>(), io);
      }),
    );
}

export function defineLock(program: Command, run: Run): void {
  const command = program
    .command('lock')
    .summary('keep fields of one work as they are')
    .description('Keeps fields of one stored work as they are, whatever sources say, until you unlock them.');
  defineLocking(command, 'lock', 'every field that has a value', run).addHelpText('after', LOCK_EXAMPLES);
}

export function defineUnlock(program: Command, run: Run): void {
  const command = program
    .command('unlock')
    .summary('let sources rule fields of one work again')
    .description('Takes back what `set` and `lock` said of fields of one stored work: sources rule them again.');
  defineLocking(command, 'unlock', 'every field that is held', run).addHelpText('after', UNLOCK_EXAMPLES);
}

function defineLocking(command: Command, action: 'lock' | 'unlock', all: string, run: Run): Command {
  command.argument('<what>', WHAT).argument('[fields...]', 'names of fields (docs/store.md)').option('-a, --all', all);
  return withHoldOptions(command).action((what: string, words: string[]) =>
    run(async (io) => {
      const { runLock } = await import('../commands/hold.ts');
      return runLock(action, what, words, command.optsWithGlobals<GlobalOptions & HoldOptions & AllOptions>(), io);
    }),
  );
}

function withHoldOptions(command: Command): Command {
  if (command.name() !== 'unlock') {
    command
      .option('-r, --reason <text>', 'why, for whoever looks at it later')
      .option('--author <name>', 'who says so (default: the name of your user)');
  }
  return command.addOption(meantKind()).option('-n, --dry-run', 'only say what would change');
}

const SET_EXAMPLES = `
Lists are words with commas between them, or JSON. What has members is JSON, as \`show --json\` prints it.

Examples:
  $ revenge set "The Matrix" title=Matrix --reason "as on the cover"
  $ revenge set tmdb:603 genres="Science Fiction,Action" year=1999 tagline=
  $ revenge set "Heat 1995" certifications='[{"country":"US","value":"R"}]' --dry-run`;

const LOCK_EXAMPLES = `
Examples:
  $ revenge lock "The Matrix" overview tagline
  $ revenge lock imdb:tt0133093 --all --reason "as I like it"`;

const UNLOCK_EXAMPLES = `
Examples:
  $ revenge unlock "The Matrix" overview
  $ revenge unlock tmdb:603 --all`;
