import type { ProcessIo } from './io.ts';
import { VERSION } from './version.ts';

/**
 * The program: parses the arguments (without node and script), runs the command, prints errors, and gives the exit code.
 * `--version` is answered before anything else is loaded.
 */
export async function main(argv: readonly string[], io: ProcessIo): Promise<number> {
  if (argv[0] === '--version' || argv[0] === '-V') {
    io.stdout.on('error', () => undefined);
    io.stdout.write(`${VERSION}\n`);
    return 0;
  }
  const { runProgram } = await import('./program.ts');
  return runProgram(argv, io);
}
