import type { Command } from 'commander';
import type { Run } from '../command-runner.ts';
import { meantKind } from '../items/kind-option.ts';
import type { GlobalOptions } from '../options.ts';
import type { AllOptions, HoldOptions } from './run.ts';

export const WHAT = 'id, external id (tmdb:603, imdb:tt0133093), path of a file or folder, or title [year]; in quotes';

/** The arguments, options and run of `lock` and `unlock`. */
export function defineLocking(command: Command, action: 'lock' | 'unlock', all: string, run: Run): Command {
  command.argument('<what>', WHAT).argument('[fields...]', 'names of fields (docs/store.md)').option('-a, --all', all);
  return withHoldOptions(command).action((what: string, words: string[]) =>
    run(async (io) => {
      const { runLock } = await import('./run.ts');
      return runLock(action, what, words, command.optsWithGlobals<GlobalOptions & HoldOptions & AllOptions>(), io);
    }),
  );
}

/** The options that `set`, `lock` and `unlock` share. */
export function withHoldOptions(command: Command): Command {
  if (command.name() !== 'unlock') {
    command
      .option('-r, --reason <text>', 'store the reason with the change')
      .option('--author <name>', 'store this author with the change (default: your user name)');
  }
  return command.addOption(meantKind()).option('-n, --dry-run', 'print what would change; change nothing');
}
