import type { z } from 'zod';
import { FURTHER_SETTINGS, GENERAL_SETTINGS } from '../../src/config/declared.ts';
import { hasVariable, variableName } from '../../src/config/environment.ts';
import { dotted } from '../../src/config/key-path.ts';
import { declarationsFor } from '../../src/config/schema.ts';
import type { ProviderDescriptor } from '../../src/providers/descriptor.ts';
import type { ProviderList } from '../../src/providers/list.ts';
import { type Field, fieldsOf, type KeyPath } from '../../src/settings/fields.ts';
import { notesOf } from '../../src/settings/setting.ts';
import { pace } from '../../src/settings/types.ts';
import { defaultOf, isRequired } from '../../src/settings/unwrap.ts';
import { cell, docOf, yamlValue } from './text.ts';

const HEAD = `# Configuration

<!-- This page is generated from the declarations in src/. Run \`npm run generate\` after you change one. -->

revenge reads one file: the file that \`--config\` or \`REVENGE_CONFIG\` names, else the first of \`revenge.config.yaml\` (\`.yml\`,
\`.json\`, \`.ts\`, \`.js\` …), \`.config/revenge.config.yaml\`, \`.revengerc\` and the member \`revenge\` of \`package.json\` in the working
directory, else \`$XDG_CONFIG_HOME/revenge/config.yaml\`. [config.example.yaml](../config.example.yaml) shows every option.
\`revenge config\` prints the effective value of every setting and where the value comes from.

- **Precedence**: command-line options, then environment variables, then the file, then the defaults.
- **Environment variables**: \`REVENGE_\`, then the name of the setting in capitals with underscores, without \`sources\`. Write
  lists with commas. Of a service with several instances, a variable sets the first instance.
- **Secrets**: every secret may be in a file of its own. The setting ends in \`File\` (\`apiKeyFile\`), the variable in \`_FILE\`
  (\`REVENGE_TMDB_API_KEY_FILE\`). The tables mark secrets.
- **Paths**: \`~\` is your home folder. A relative path is relative to the folder of the file, or to the working directory when
  a variable sets it.
- A misspelt setting is an error, with its line and column.`;

const TABLE = ['| setting | default | variable | meaning |', '|---|---|---|---|'];

/** docs/configuration.md */
export function configurationPage(providers: ProviderList): string {
  const variables = variablesOf(providers);
  const section = (name: string, schema: z.ZodType): string => {
    const doc = notesOf(schema)?.doc;
    const fields = fieldsOf(schema, [name], true).filter(({ isFile }) => !isFile);
    const rows = fields.map((field) => row(field, [], variables));
    const isSingle = fields.every(({ path }) => path.length === 1);
    return [`## ${name}`, '', ...(doc === undefined || isSingle ? [] : [doc, '']), ...TABLE, ...rows].join('\n');
  };
  const general = Object.entries(GENERAL_SETTINGS).map(([name, schema]) => section(name, schema));
  const further = Object.entries(FURTHER_SETTINGS).map(([name, schema]) => section(name, schema));
  return `${[HEAD, ...general, ...sources(providers, variables), ...further].join('\n\n')}\n`;
}

type Variables = ReadonlyMap<string, string>;

function variablesOf(providers: ProviderList): Variables {
  const { fields } = declarationsFor(providers);
  return new Map(fields.filter(hasVariable).map(({ path }) => [dotted(path), variableName(path)]));
}

function sources(providers: ProviderList, variables: Variables): readonly string[] {
  const services = providers.filter(({ presence }) => presence !== 'switch' && presence !== 'always');
  const switches = providers.filter(({ presence }) => presence === 'switch');
  const paceRows = Object.entries(pace).map(([name, schema]) => {
    const { doc = '' } = notesOf(schema) ?? {};
    return line([`\`${name}\``, '', `\`REVENGE_<SOURCE>_${name.toUpperCase()}\``, doc]);
  });
  return [
    [
      '## sources',
      '',
      'The sources, in the order of asking. A service that is not configured is not asked. Every service also takes:',
      '',
      ...TABLE,
      ...paceRows,
    ].join('\n'),
    ...services.map((provider) => service(provider, variables)),
    [
      '### Local sources',
      '',
      'What lies with the media. `false` switches a source off; what it said before stays in the store.',
      '',
      ...TABLE,
      ...switches.map(({ id, doc }) => {
        const path = ['sources', id];
        return line([`\`${dotted(path)}\``, '`true`', variableCell(path, variables), doc]);
      }),
    ].join('\n'),
  ];
}

function service({ id, name, presence, doc, settings }: ProviderDescriptor, variables: Variables): string {
  const path = presence === 'instances' ? ['sources', id, 0] : ['sources', id];
  const shared: readonly z.core.$ZodType[] = Object.values(pace);
  const fields = fieldsOf(settings, path, true).filter(({ schema, isFile }) => !isFile && !shared.includes(schema));
  const place = presence === 'instances' ? `sources.${id}[]` : `sources.${id}`;
  const rows = fields.map((field) => row(field, path, variables));
  return [`### ${name} (\`${place}\`)`, '', doc, '', ...TABLE, ...rows].join('\n');
}

function row({ path, notes, schema }: Field, parent: KeyPath, variables: Variables): string {
  const name = dotted(path.slice(parent.length)).replaceAll('[0]', '[]');
  const key = `\`${name}\`${notes.secret === undefined ? '' : ' (secret)'}`;
  return line([key, defaultCell(notes.computed, schema), variableCell(path, variables), docOf(notes, schema)]);
}

function defaultCell(computed: string | undefined, schema: z.core.$ZodType): string {
  if (computed !== undefined) return computed;
  const value = defaultOf(schema);
  if (value !== undefined) return `\`${yamlValue(value)}\``;
  return isRequired(schema) ? '_required_' : '';
}

function variableCell(path: KeyPath, variables: Variables): string {
  const name = variables.get(dotted(path));
  return name === undefined ? '' : `\`${name}\``;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}
