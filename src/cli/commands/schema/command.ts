import type { Command } from 'commander';
import type { Run } from '../../command-runner.ts';
import type { GlobalOptions } from '../../options.ts';

export function defineSchema(program: Command, run: Run): void {
  program
    .command('schema')
    .summary('print the JSON Schemas of the output of --json')
    .description(
      'Prints the JSON Schema of one kind of JSON document, or lists the names of all schemas. The same schemas are in the folder schemas/ of the package.',
    )
    .argument('[name]', 'name of the schema, for example show')
    .addHelpText('after', EXAMPLES)
    .action((name: string | undefined, _options: unknown, command: Command) =>
      run(async (io) => {
        const { runSchema } = await import('./run.ts');
        return runSchema(name, command.optsWithGlobals<GlobalOptions>(), io);
      }),
    );
}

const EXAMPLES = `
Examples:
  $ revenge schema
  $ revenge schema show > show.schema.json`;
