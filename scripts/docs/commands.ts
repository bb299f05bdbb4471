import type { Argument, Command, Option } from 'commander';
import { allCommands, defineProgram } from '../../src/cli/define-program.ts';
import { cell } from './text.ts';

const HEAD = `# Commands

<!-- This page is generated from src/cli/commands/. Run \`npm run generate\` after a change. -->

\`revenge <command> --help\` prints the same texts. Exit codes: [exit-codes.md](exit-codes.md). JSON: [json.md](json.md).`;

/** docs/commands.md */
export function commandsPage(): string {
  const program = defineProgram(async () => undefined);
  const [, ...commands] = allCommands(program);
  const list = program.commands.map((command) => `| ${link(command)} | ${cell(capital(summaryOf(command)))} |`);
  return `${[
    HEAD,
    ['| command | purpose |', '|---|---|', ...list].join('\n'),
    ['## Global options', '', 'Every command accepts these options.', '', ...optionTable(program)].join('\n'),
    ...commands.flatMap(section),
  ].join('\n\n')}\n`;
}

function section(command: Command): readonly string[] {
  const path = pathOf(command);
  const help = command.createHelp();
  const { notes, examples } = afterHelp(command);
  const args = help.visibleArguments(command);
  const hasOptions = help.visibleOptions(command).some(isOwn);
  return [
    `${'#'.repeat(path.length)} ${path.join(' ')}`,
    command.description(),
    fenced(help.commandUsage(command)),
    ...(args.length === 0 ? [] : [argumentTable(args).join('\n')]),
    ...(hasOptions ? [optionTable(command).join('\n')] : []),
    ...(notes === '' ? [] : [fenced(notes)]),
    ...(examples === '' ? [] : ['Examples:', fenced(examples)]),
  ];
}

function argumentTable(args: readonly Argument[]): readonly string[] {
  return [
    '| argument | meaning |',
    '|---|---|',
    ...args.map((argument) => row(usageOf(argument), argument.description)),
  ];
}

function usageOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function optionTable(command: Command): readonly string[] {
  const help = command.createHelp();
  const options = help.visibleOptions(command).filter(isOwn);
  return [
    '| option | meaning |',
    '|---|---|',
    ...options.map((option) => row(option.flags, help.optionDescription(option))),
  ];
}

function isOwn(option: Option): boolean {
  return option.long !== '--help';
}

function row(name: string, text: string): string {
  return `| \`${cell(name)}\` | ${cell(capital(text))} |`;
}

/** The texts below the options: notes, and lines that can be typed as they stand. */
function afterHelp(command: Command): { readonly notes: string; readonly examples: string } {
  let printed = '';
  command.configureOutput({
    writeOut: (text) => {
      printed += text;
    },
  });
  command.outputHelp();
  const text = printed.slice(command.helpInformation().length).replace(/\nGlobal options:.*/, '');
  const blocks = text.trim().split(/\n\n+/);
  const examples = blocks.filter((block) => block.startsWith('Examples:'));
  const notes = blocks.filter((block) => !block.startsWith('Examples:'));
  return { notes: notes.join('\n\n'), examples: examples.join('\n').replace(/^Examples:\n/, '') };
}

function fenced(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^ {2}(?=\$)/, ''));
  return ['```', ...lines, '```'].join('\n');
}

function pathOf(command: Command): readonly string[] {
  return command.parent === null ? [command.name()] : [...pathOf(command.parent), command.name()];
}

function summaryOf(command: Command): string {
  const summary = command.summary();
  return summary === '' ? command.description() : summary;
}

function link(command: Command): string {
  const name = pathOf(command).join(' ');
  return `[\`${name}\`](#${name.replaceAll(' ', '-')})`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
