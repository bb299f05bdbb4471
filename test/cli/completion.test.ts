import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { completionsOf } from '../../src/cli/commands/completion/completions.ts';
import { allCommands, defineProgram } from '../../src/cli/define-program.ts';
import { runCli } from './run-cli.ts';

const execute = promisify(execFile);

const PROGRAM = defineProgram(async () => undefined);

/** What bash offers behind a command line, after it has read the script. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { code, out } = await runCli(['completion', 'bash']);
  expect(code).toBe(0);
  const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _revenge; printf "%s\\n" "\${COMPREPLY[@]}"`;
  const { stdout } = await execute('bash', ['--norc', '-c', `${out}\n${ask}`, 'bash', 'revenge', ...words]);
  return stdout.split('\n').filter((line) => line !== '');
}

describe('the completion of bash', () => {
  it('offers every command', async () => {
    const commands = PROGRAM.commands.map((command) => command.name());
    expect(await offered('')).toEqual(expect.arrayContaining(commands));
    expect(await offered('ref')).toEqual(['refresh']);
    expect((await offered('db', '')).slice(0, 2)).toEqual(
      PROGRAM.commands
        .find((command) => command.name() === 'db')
        ?.commands.slice(0, 2)
        .map((each) => each.name()),
    );
  });

  it('offers the options of a command, those of the program, and the values of an option', async () => {
    expect(await offered('refresh', '--b')).toEqual(['--budget']);
    expect(await offered('--quiet', 'refresh', 'Movies', '--js')).toEqual(['--json']);
    expect(await offered('list', '--budg')).toEqual([]);
    expect(await offered('scan', '--kind', 'mov')).toEqual(['movies']);
    expect(await offered('list', '--format', '')).toEqual(['table', 'csv', 'tsv', 'json', 'ndjson']);
    expect(await offered('completion', 'z')).toEqual(['zsh']);
    // A value that may be anything is left to the file names of bash.
    expect(await offered('scan', '--config', '')).toEqual([]);
  });
});

it('knows every command and option of the program, in every shell', async () => {
  expect(completionsOf(PROGRAM)).toHaveLength(allCommands(PROGRAM).length);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { out } = await runCli(['completion', shell]);
    for (const command of allCommands(PROGRAM).slice(1)) {
      expect(out).toContain(command.name());
      for (const { long } of command.options) expect(out).toContain(shell === 'fish' ? `-l ${long?.slice(2)}` : long);
    }
  }
});

it('refuses another shell', async () => {
  const { code, err } = await runCli(['completion', 'tcsh']);
  expect([code, err]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
});
