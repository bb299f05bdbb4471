import { RevengeError } from '../../../model/errors.ts';
import { nearest } from '../../../model/nearest.ts';
import { createLineWriter } from '../../../ui/line-writer.ts';
import { jsonSchemaText } from '../../documents/json-schema.ts';
import { DOCUMENTS, type DocumentKind } from '../../documents/list.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions } from '../../options.ts';
import { tableLines } from '../../text/table.ts';
import type { SchemasDocument } from './document.ts';

/**
 * `revenge schema`: the JSON Schema of one kind of document, or the list of all.
 * @throws RevengeError `NOT_FOUND` when there is no schema of this name.
 */
export async function runSchema(name: string | undefined, options: GlobalOptions, io: Io): Promise<number> {
  const output = createLineWriter(io.stdout);
  if (name !== undefined) output.write(jsonSchemaText(kindOf(name)).trimEnd());
  else if (options.json === true) {
    const document: SchemasDocument = { schemas: DOCUMENTS.map(({ name, from }) => ({ name, from })) };
    output.write(JSON.stringify(document, undefined, 2));
  } else for (const line of tableLines(COLUMNS, DOCUMENTS)) output.write(line);
  await output.close();
  return 0;
}

const COLUMNS = [
  { title: 'schema', value: ({ name }: DocumentKind) => name },
  { title: 'printed by', value: ({ from }: DocumentKind) => from },
];

function kindOf(name: string): DocumentKind {
  const kind = DOCUMENTS.find((one) => one.name === name);
  if (kind !== undefined) return kind;
  const near = nearest(
    name,
    DOCUMENTS.map((one) => one.name),
  );
  throw new RevengeError('NOT_FOUND', `there is no schema "${name}"`, {
    hint: near === undefined ? '`revenge schema` lists all schemas.' : `Did you mean ${near}?`,
  });
}
