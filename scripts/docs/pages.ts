import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaText } from '../../src/cli/documents/json-schema.ts';
import { DOCUMENTS } from '../../src/cli/documents/list.ts';
import { PROVIDERS, type ProviderList } from '../../src/providers/list.ts';
import { commandsPage } from './commands.ts';
import { configurationPage } from './configuration.ts';
import { exampleConfig } from './example.ts';
import { exitCodesPage } from './exit-codes.ts';
import { limitsTable, sourcesTable } from './tables.ts';
import { withPart } from './text.ts';

/** A file of the repository that is generated, all of it or a part. */
export interface Page {
  /** Below the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/**
 * Every generated page as it should be.
 *
 * @param folderOf the folder of a provider, by its id; where it has a `fields.md`, that says what goes into which field
 */
export function generatedPages(
  root: string,
  providers: ProviderList = PROVIDERS,
  folderOf: (id: string) => string = (id) => join(root, 'src', 'providers', id),
): readonly Page[] {
  const part = (path: string, name: string, lines: readonly string[]): Page => ({
    path,
    text: withPart(readFileSync(join(root, path), 'utf8'), name, lines),
  });
  return [
    { path: 'config.example.yaml', text: exampleConfig(providers) },
    { path: 'docs/configuration.md', text: configurationPage(providers) },
    { path: 'docs/commands.md', text: commandsPage() },
    { path: 'docs/exit-codes.md', text: exitCodesPage() },
    ...DOCUMENTS.map((kind) => ({ path: `schemas/${kind.name}.json`, text: jsonSchemaText(kind) })),
    part('README.md', 'sources', sourcesTable(providers)),
    part('docs/network.md', 'limits', limitsTable(providers)),
    part('docs/provider-fields.md', 'fields', fieldSections(providers, folderOf)),
  ];
}

/** What of each answer goes into which field, provider by provider. What the Arr services share follows them. */
function fieldSections(providers: ProviderList, folderOf: (id: string) => string): readonly string[] {
  const of = (family: ProviderList[number]['family']): readonly string[] =>
    providers.flatMap((provider) => (provider.family === family ? [provider.id] : []));
  return [...of('manager'), 'arr', ...of('service'), ...of('local')].flatMap((id) => {
    const file = join(folderOf(id), 'fields.md');
    return existsSync(file) ? [readFileSync(file, 'utf8')] : [];
  });
}
