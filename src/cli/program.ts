import { Command, CommanderError, Option } from 'commander';
import { RevengeError, toRevengeError } from '../model/errors.ts';
import { EXITS } from '../model/exit-codes.ts';
import { nearest } from '../model/nearest.ts';
import { columnsOf, isTerminal, wantsColor } from '../ui/output.ts';
import type { Run } from './command-runner.ts';
import { defineAbout } from './commands/about/command.ts';
import { defineCache } from './commands/cache/command.ts';
import { defineCheck } from './commands/check/command.ts';
import { defineConfig } from './commands/config/command.ts';
import { defineDb } from './commands/db/command.ts';
import { defineDoctor } from './commands/doctor/command.ts';
import { defineExplain } from './commands/explain/command.ts';
import { defineList } from './commands/list/command.ts';
import { defineLock } from './commands/lock/command.ts';
import { defineParse } from './commands/parse/command.ts';
import { defineRefresh } from './commands/refresh/command.ts';
import { defineScan } from './commands/scan/command.ts';
import { defineSchema } from './commands/schema/command.ts';
import { defineSet } from './commands/set/command.ts';
import { defineShow } from './commands/show/command.ts';
import { defineSync } from './commands/sync/command.ts';
import { defineTag } from './commands/tag/command.ts';
import { defineUndo } from './commands/undo/command.ts';
import { defineUnlock } from './commands/unlock/command.ts';
import { printFailure } from './failure.ts';
import { interruption } from './interruption.ts';
import { type Io, type ProcessIo, withSignal } from './io.ts';
import { VERSION } from './version.ts';

/** Parses the arguments, runs the command they name, and gives the exit code. Throws nothing. */
export async function runProgram(argv: readonly string[], processIo: ProcessIo): Promise<number> {
  const { signal, release } = interruption(processIo.signal);
  const io = withSignal(processIo, signal);
  // A reader that goes away (`| head`) is no error; those who write much notice it themselves.
  const ignore = () => undefined;
  io.stdout.on('error', ignore);
  io.stderr.on('error', ignore);
  let exitCode = 0;
  try {
    const program = createProgram(io, async (command) => {
      exitCode = await command(io);
    });
    if (argv.some((word) => word === '--help' || word === '-h'))
      refuseUnknown(
        createProgram(io, async () => undefined),
        argv,
      );
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    const error = failureOf(thrown, signal);
    printFailure(error, { json: argv.includes('--json') }, io);
    return error.exitCode;
  } finally {
    release();
  }
}

function createProgram(io: Io, run: Run): Command {
  const program = new Command('revenge')
    .description('Metadata scanner and tagger for self-hosted media libraries.')
    .version(VERSION, '-V, --version', 'print the version')
    .configureHelp({
      showGlobalOptions: true,
      // Every command has options: to say so of each takes the room that says what it does.
      subcommandTerm: (command) => `${command.name()} ${command.usage().replace('[options]', '').trim()}`.trim(),
    })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => columnsOf(io.stdout),
      getErrHelpWidth: () => columnsOf(io.stderr),
      getOutHasColors: () => isTerminal(io.stdout) && wantsColor(io.env),
      getErrHasColors: () => isTerminal(io.stderr) && wantsColor(io.env),
    })
    .exitOverride()
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', exitCodeHelp);
  for (const option of globalOptions()) program.addOption(option);
  for (const define of [
    defineScan,
    defineRefresh,
    defineList,
    defineShow,
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
    defineAbout,
  ]) {
    define(program, run);
  }
  return program;
}

/** commander answers `nonsense --help` with the help of the program; a command that does not exist is wrong usage. */
function refuseUnknown(program: Command, argv: readonly string[]): void {
  const { operands } = program.parseOptions([...argv]);
  let command = program;
  for (const name of operands[0] === 'help' ? operands.slice(1) : operands) {
    if (command.commands.length === 0) return;
    const next = command.commands.find((each) => each.name() === name);
    if (next === undefined) {
      const near = nearest(
        name,
        command.commands.map((each) => each.name()),
      );
      const hint = near === undefined ? HELP : `Did you mean ${near}?`;
      throw new RevengeError('USAGE', `unknown command '${name}'`, { hint });
    }
    command = next;
  }
}

function globalOptions(): readonly Option[] {
  return [
    new Option('-c, --config <file>', 'configuration file, instead of the one that is found'),
    new Option('--store <location>', 'store to use: path of a SQLite file, or postgres:// URL'),
    new Option('--offline', 'ask no source; in place of a PostgreSQL store, use the local file').conflicts('record'),
    new Option('--record <dir>', 'write every answer to this folder, to replay it later').conflicts('replay'),
    new Option('--replay <dir>', 'answer only from this folder; open no connection'),
    new Option('--record-missing', 'with --replay: ask what has no recording, and record it').conflicts([
      'record',
      'offline',
    ]),
    new Option('--json', 'print JSON: one document, or one event a line'),
    new Option('--plain', 'print plain lines, on a terminal too'),
    new Option('--quiet', 'print only warnings and errors, to stderr'),
  ];
}

const EXAMPLES = `
Examples:
  $ revenge scan                       scan the configured libraries
  $ revenge scan ~/Movies --dry-run    see what would come of a folder
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

function failureOf(thrown: unknown, signal: AbortSignal): RevengeError {
  if (thrown instanceof CommanderError) return usageError(thrown);
  if (signal.aborted && !(thrown instanceof RevengeError)) return new RevengeError('INTERRUPTED', 'interrupted');
  return toRevengeError(thrown);
}

/** `error: unknown option '--jsn'\n(Did you mean --json?)` → message and hint. */
function usageError(error: CommanderError): RevengeError {
  if (error.code === 'commander.help') return new RevengeError('USAGE', 'no command given', { hint: HELP });
  const [first = '', suggestion] = error.message.split('\n');
  const hint = suggestion === undefined ? HELP : suggestion.replace(/^\((.*)\)$/, '$1');
  return new RevengeError('USAGE', first.replace(/^error: /, ''), { hint });
}

const HELP = '`revenge --help` lists the commands, `revenge <command> --help` their options.';
