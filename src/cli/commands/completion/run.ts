import type { Command } from 'commander';
import { exitCode } from '../../../model/exit-codes.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import type { Io } from '../../io.ts';
import { completionsOf } from './completions.ts';
import { bashScript, fishScript, zshScript } from './scripts.ts';
import type { Shell } from './shells.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `revenge completion`: the script of a shell, made from the commands as they are defined. */
export async function runCompletion(shell: Shell, program: Command, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  for (const line of SCRIPTS[shell](program.name(), completionsOf(program))) output.write(line);
  await output.close();
  return exitCode('done');
}
