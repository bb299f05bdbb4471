import { z } from 'zod';
import { FURTHER_SETTINGS, GENERAL_SETTINGS } from '../../src/config/declared.ts';
import type { ProviderDescriptor } from '../../src/providers/descriptor.ts';
import type { ProviderList } from '../../src/providers/list.ts';
import { notesOf } from '../../src/settings/setting.ts';
import { defaultOf, isRequired, unwrap } from '../../src/settings/unwrap.ts';
import { fileMember } from '../../src/settings/written.ts';
import { docOf, wrapped, yamlValue } from './text.ts';

const WIDTH = 120;
const HEAD = [
  'Every option of revenge with its default; an option without a default, and every service, is commented out. Copy this',
  'file to revenge.config.yaml, or to ~/.config/revenge/config.yaml, and delete what you do not change. Relative paths are',
  'relative to the folder of the file; ~ is your home folder. Environment variables can set every single value:',
  'REVENGE_TMDB_API_KEY sets sources.tmdb.apiKey. Every secret may be in a file of its own: apiKeyFile. docs/configuration.md',
  'describes every option. This file is generated: edit the declarations in src/ and run `npm run generate`.',
].map((line) => `# ${line}`);
const SOURCES_HEAD =
  'The sources, in the order of asking. A service that is not configured is not asked. Remove the # in front of a block to configure its service.';

type Lines = readonly string[];

/** config.example.yaml. `shown`: with the services not commented out, to see that they are valid. */
export function exampleConfig(providers: ProviderList, shown = false): string {
  const write = writer();
  const blocks = [
    ...groups(GENERAL_SETTINGS, write),
    [
      ...comment(SOURCES_HEAD),
      'sources:',
      ...indented(providers.flatMap((provider) => source(provider, write, shown))),
    ],
    ...groups(FURTHER_SETTINGS, write),
  ];
  return `${[HEAD, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

type Write = ReturnType<typeof writer>;

function groups(settings: Readonly<Record<string, z.ZodType>>, write: Write): readonly Lines[] {
  return Object.entries(settings).map(([name, schema]) => write(name, schema, undefined));
}

function source({ id, presence, settings, doc }: ProviderDescriptor, write: Write, shown: boolean): Lines {
  if (presence === 'always') return [];
  if (presence === 'switch') return [...comment(doc), `${id}: true`];
  // The block is valid as it stands: each instance has a name, and a key is given where one of several is needed.
  const given = ['name', notesOf(settings)?.oneOf?.[0]];
  const members = Object.entries(settings.shape).flatMap(([name, member]) =>
    write(name, member, given.includes(name) ? notesOf(member)?.example : undefined, id),
  );
  const lines = [`${id}:`, ...indented(presence === 'instances' ? entry(members) : members)];
  return [...comment(doc), ...(shown || presence === 'unless-off' ? lines : lines.map((line) => `# ${line}`))];
}

/** Writes settings as lines of YAML. What was said once is not said again, and shared settings are shown once. */
function writer() {
  const said = new Set<string>();
  const shared = new Set<z.core.$ZodType>();
  const write = (name: string, schema: z.core.$ZodType, given: unknown, source = ''): Lines => {
    const notes = notesOf(schema);
    const bare = unwrap(schema);
    if (bare instanceof z.ZodObject) {
      const inner = Object.entries(bare.shape).flatMap(([member, each]) => write(member, each, undefined));
      const lines = [`${name}:`, ...indented(inner)];
      return schema instanceof z.ZodOptional ? comment(...lines) : lines;
    }
    if (shared.has(schema)) return [];
    shared.add(schema);
    const doc = notes === undefined ? '' : withDefault(docOf(notes, schema), notes.computed);
    const head = doc === '' || said.has(doc) ? [] : comment(doc);
    said.add(doc);
    const value = given ?? notes?.example ?? defaultOf(schema);
    const isOpen = schema instanceof z.ZodOptional && given === undefined;
    const lines =
      bare instanceof z.ZodArray && bare.element instanceof z.ZodObject
        ? [`${name}:`, ...indented(entries(bare.element, value))]
        : [`${name}: ${notes?.secret === undefined ? yamlValue(value) : JSON.stringify(value)}`];
    const file = notes?.secret === undefined ? [] : [`# ${fileMember(name)}: /run/secrets/${secretFile(name, source)}`];
    return [...head, ...(isOpen ? lines.map((line) => `# ${line}`) : lines), ...file];
  };
  /** The first thing of a list is shown with all of its settings, the others with those that the example gives. */
  const entries = (element: z.ZodObject, value: unknown): Lines => {
    const things = z
      .array(z.record(z.string(), z.unknown()))
      .parse(value)
      .map((thing) => new Map(Object.entries(thing)));
    return things.flatMap((thing, index) =>
      entry(
        Object.entries(element.shape).flatMap(([name, member]) => {
          if (index > 0) return thing.has(name) ? [`${name}: ${yamlValue(thing.get(name))}`] : [];
          const lines = write(name, member, thing.get(name));
          // What the example of the list leaves out is optional.
          return thing.has(name) || !isRequired(member) ? lines : [];
        }),
      ),
    );
  };
  return write;
}

function withDefault(doc: string, computed: string | undefined): string {
  return computed === undefined ? doc : `${doc} Default: ${computed}.`;
}

/** `tmdb` holds its API key, `tvdb-pin` another secret of a source. */
function secretFile(name: string, source: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return source === '' ? words : name === 'apiKey' ? source : `${source}-${words}`;
}

function comment(...texts: Lines): Lines {
  return texts.flatMap((text) => {
    const indent = /^ */.exec(text)?.[0] ?? '';
    return wrapped(text.trim(), WIDTH - 8 - indent.length).map((line) => `# ${indent}${line}`);
  });
}

function indented(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

/** The lines of one thing in a list. The dash stands at its first setting. */
function entry(lines: Lines): Lines {
  const first = lines.findIndex((line) => !line.startsWith('#'));
  return lines.map((line, index) => (index === first ? `- ${line}` : index < first ? line : `  ${line}`));
}
