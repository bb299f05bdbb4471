import type { Command, Option } from 'commander';

/** What can follow a command. */
export interface Completion {
  /** Names of the command and those above it, without the program: `db check`; `''` for the program. */
  readonly path: string;
  readonly summary: string;
  /** Its subcommands, and the values of its arguments where only these are allowed. */
  readonly words: readonly string[];
  readonly options: readonly CompletedOption[];
}

interface CompletedOption {
  /** `-k`, `--kind` */
  readonly flags: readonly string[];
  readonly takesValue: boolean;
  /** The values that it takes, where only these are allowed. */
  readonly choices: readonly string[];
  readonly description: string;
}

/** The program and all its commands, each with its own options and those of the program. */
export function completionsOf(program: Command): readonly Completion[] {
  const shared = optionsOf(program);
  return below(program, '', shared);
}

function below(command: Command, path: string, shared: readonly CompletedOption[]): readonly Completion[] {
  const own = path === '' ? [] : optionsOf(command);
  const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
  return [
    {
      path,
      summary: command.summary(),
      words: [...command.commands.map((each) => each.name()), ...choices],
      options: [...own, ...shared, HELP],
    },
    ...command.commands.flatMap((each) => below(each, `${path} ${each.name()}`.trim(), shared)),
  ];
}

const HELP: CompletedOption = { flags: ['-h', '--help'], takesValue: false, choices: [], description: 'show help' };

function optionsOf(command: Command): readonly CompletedOption[] {
  return command.options.filter(({ hidden }) => !hidden).map(completedOption);
}

function completedOption({ short, long, required, optional, argChoices, description }: Option): CompletedOption {
  const flags = [short, long].flatMap((flag) => (flag === undefined ? [] : [flag]));
  return { flags, takesValue: required || optional, choices: argChoices ?? [], description };
}
