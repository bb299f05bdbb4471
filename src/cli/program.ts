import { type Command, CommanderError } from 'commander';
import { RevengeError, toRevengeError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { columnsOf, isTerminal, wantsColor } from '../ui/output.ts';
import type { Run } from './command-runner.ts';
import { allCommands, defineProgram } from './define-program.ts';
import { printFailure } from './failure.ts';
import { interruption } from './interruption.ts';
import { type Io, type ProcessIo, withSignal } from './io.ts';

/** Parses the arguments, runs the command they name, and gives the exit code. Throws nothing. */
export async function runProgram(argv: readonly string[], processIo: ProcessIo): Promise<number> {
  const { signal, release } = interruption(processIo.signal);
  const io = withSignal(processIo, signal);
  // A reader that goes away (`| head`) is no error; those who write much notice it themselves.
  const ignore = () => undefined;
  io.prepareOutputs((output) => output.on('error', ignore));
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

/** The commands, printing where the program prints. */
function createProgram(io: Io, run: Run): Command {
  const program = defineProgram(run);
  const output = {
    writeOut: (text: string) => void io.stdout.write(text),
    writeErr: (text: string) => void io.stderr.write(text),
    outputError: () => undefined,
    getOutHelpWidth: () => columnsOf(io.stdout),
    getErrHelpWidth: () => columnsOf(io.stderr),
    getOutHasColors: () => isTerminal(io.stdout) && wantsColor(io.env),
    getErrHasColors: () => isTerminal(io.stderr) && wantsColor(io.env),
  };
  for (const command of allCommands(program)) command.configureOutput(output).exitOverride();
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
