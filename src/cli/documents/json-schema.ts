import { z } from 'zod';
import type { DocumentKind } from './list.ts';

/**
 * The JSON Schema (draft 2020-12) of a document. It allows members that it does not name, since members are added in
 * later versions; with `closed` it allows no others.
 */
export function jsonSchemaOf(
  { name, from, schema }: DocumentKind,
  { closed = false }: { readonly closed?: boolean } = {},
): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: closed ? 'output' : 'input',
    override: ({ jsonSchema }) => {
      // zod marks what the program itself does not change; that says nothing to a reader.
      delete jsonSchema.readOnly;
    },
  });
  return { $schema, title: `revenge ${name}`, description: `Printed by ${from}.`, ...rest };
}

/** The text of the file `schemas/<name>.json`. */
export function jsonSchemaText(kind: DocumentKind): string {
  return `${JSON.stringify(jsonSchemaOf(kind), undefined, 2)}\n`;
}
