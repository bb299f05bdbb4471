import { Command, Option } from 'commander';
import { EXITS } from '../model/exit-codes.ts';
import type { Run } from './command-runner.ts';
import { defineAbout } from './commands/about/command.ts';
import { defineCache } from './commands/cache/command.ts';
import { defineCheck } from './commands/check/command.ts';
import { defineCompletion } from './commands/completion/command.ts';
import { defineConfig } from './commands/config/command.ts';
import { defineDb } from './commands/db/command.ts';
import { defineDoctor } from './commands/doctor/command.ts';
import { defineExplain } from './commands/explain/command.ts';
import { defineExport } from './commands/export/command.ts';
import { defineList } from './commands/list/command.ts';
import { defineLock } from './commands/lock/command.ts';
import { defineMatch } from './commands/match/command.ts';
import { defineParse } from './commands/parse/command.ts';
import { defineRefresh } from './commands/refresh/command.ts';
import { defineReport } from './commands/report/command.ts';
import { defineScan } from './commands/scan/command.ts';
import { defineSchema } from './commands/schema/command.ts';
import { defineSet } from './commands/set/command.ts';
import { defineShow } from './commands/show/command.ts';
import { defineSync } from './commands/sync/command.ts';
import { defineTag } from './commands/tag/command.ts';
import { defineUndo } from './commands/undo/command.ts';
import { defineUnlock } from './commands/unlock/command.ts';
import { VERSION } from './version.ts';

/** Every command, in the order of the help. A new command is a folder below commands/ and a line here. */
const COMMANDS: readonly ((program: Command, run: Run) => void)[] = [
  defineScan,
  defineRefresh,
  defineList,
  defineShow,
  defineReport,
  defineExport,
  defineMatch,
  defineSet,
  defineLock,
  defineUnlock,
  defineTag,
  defineUndo,
  defineCheck,
  defineExplain,
  defineParse,
  defineSync,
  defineDb,
  defineConfig,
  defineCache,
  defineDoctor,
  defineSchema,
  defineCompletion,
  defineAbout,
];

/** The commands with their arguments, options and help; docs/commands.md is made from it. `run` runs what was chosen. */
export function defineProgram(run: Run): Command {
  const program = new Command('revenge')
    .description('Metadata scanner and tagger for self-hosted media libraries.')
    .version(VERSION, '-V, --version', 'print the version')
    .configureHelp({
      // Every command has options; "[options]" would take the room of the summary.
      subcommandTerm: (command) => `${command.name()} ${command.usage().replace('[options]', '').trim()}`.trim(),
    })
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', exitCodeHelp);
  for (const option of globalOptions()) program.addOption(option);
  for (const define of COMMANDS) define(program, run);
  for (const command of allCommands(program)) {
    if (command !== program) command.addHelpText('after', '\nGlobal options: revenge --help');
  }
  return program;
}

/** The program and its commands, with their subcommands, in the order of the help. */
export function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function globalOptions(): readonly Option[] {
  return [
    new Option('-c, --config <file>', 'read this configuration file instead of searching for one'),
    new Option('--store <location>', 'use this store: path of a SQLite file, or postgres:// URL'),
    new Option(
      '--offline',
      'do not contact any provider; with a PostgreSQL store, read and write the local SQLite file instead',
    ).conflicts('record'),
    new Option('--record <dir>', 'record every answer in this folder, for --replay').conflicts('replay'),
    new Option('--replay <dir>', 'answer all requests from the recordings in this folder; open no connection'),
    new Option(
      '--record-missing',
      'with --replay: send requests that have no recording to the network, and record them',
    ).conflicts(['record', 'offline']),
    new Option('--json', 'print JSON: one document, or one event per line'),
    new Option('--plain', 'print plain lines even on a terminal'),
    new Option('--quiet', 'print only warnings and errors (on stderr)'),
  ];
}

const EXAMPLES = `
Examples:
  $ revenge scan                       scan the configured libraries
  $ revenge scan ~/Movies --dry-run    show what a scan of a folder would store
  $ revenge list --kind movie --year 1990..1999
  $ revenge show "The Matrix"
  $ revenge show tmdb:603 --json

Documentation: README.md and docs/ of the package.`;

/** The exit codes with their meaning, by number. */
function exitCodeHelp(): string {
  const lines = [...EXITS]
    .sort((one, other) => one.code - other.code)
    .map(({ code, brief }) => `  ${String(code).padStart(3)}  ${brief}`);
  return ['', 'Exit codes:', ...lines].join('\n');
}
