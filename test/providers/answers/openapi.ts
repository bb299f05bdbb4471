import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { MemberPath } from './members.ts';

/** As far as it says which members an answer may have, and of which type. */
export interface SpecSchema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: unknown;
  readonly allOf?: readonly unknown[] | undefined;
  readonly oneOf?: readonly unknown[] | undefined;
  readonly anyOf?: readonly unknown[] | undefined;
  readonly additionalProperties?: unknown;
  readonly nullable?: boolean | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly format?: string | undefined;
  readonly example?: unknown;
}

const specSchema: z.ZodType<SpecSchema> = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional().catch(undefined),
  allOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  nullable: z.boolean().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
});
const loose = z.looseObject({}).catch({});
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce((inner, name) => loose.parse(inner)[name], value);

export interface Specification {
  /** A schema of `components`. */
  component(name: string): SpecSchema;
  /** What `GET` of a path answers with. */
  answer(path: string): SpecSchema;
  /** What the specification shows as an answer of `GET`. */
  examples(path: string): readonly unknown[];
  resolve(schema: unknown): SpecSchema;
}

const documents = new Map<string, unknown>();

/** An OpenAPI document, JSON or YAML: read once, since one of them has 3 MB and is asked for many kinds of answers. */
function documentOf(file: URL): unknown {
  const text = documents.has(file.href) ? '' : readFileSync(file, 'utf8');
  if (text !== '') documents.set(file.href, file.href.endsWith('.json') ? JSON.parse(text) : parse(text));
  return documents.get(file.href);
}

/** Reads an OpenAPI document. */
export function specification(file: URL): Specification {
  const document = documentOf(file);
  const resolve = (schema: unknown): SpecSchema => {
    const { $ref, allOf, ...own } = specSchema.catch({}).parse(schema);
    if ($ref !== undefined) return resolve(at(document, ...$ref.replace('#/', '').split('/')));
    if (allOf === undefined) return own;
    const parts = [...allOf.map(resolve), own];
    return {
      ...Object.assign({}, ...parts),
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    };
  };
  const content = (path: string) =>
    at(document, 'paths', path, 'get', 'responses', '200', 'content', 'application/json');
  const existing = (schema: unknown, name: string): SpecSchema => {
    if (schema === undefined) throw new Error(`the specification has no ${name}`);
    return resolve(schema);
  };
  return {
    component: (name) => existing(at(document, 'components', 'schemas', name), name),
    answer: (path) => existing(at(content(path), 'schema'), path),
    examples: (path) =>
      Object.values(loose.parse(at(content(path), 'examples'))).map((example) => at(example, 'value')),
    resolve,
  };
}

/** What texts look like where the specification does not say it, by the member's name. */
const SPELT: readonly (readonly [RegExp, (path: string) => string])[] = [
  [
    /date|aired|released|inCinemas|digitalRelease|physicalRelease|^added$|Aired|Airing/i,
    (path) => `2001-02-${10 + (path.length % 19)}`,
  ],
  [/_path$/, (path) => `/${path.replace(/[^a-z]/gi, '-')}.jpg`],
  [
    /^(image|personImgURL|poster|website|homepage|remoteUrl|url|resource|secure_base_url|#text)$/i,
    (path) => `https://site.test/${encodeURIComponent(path)}.jpg`,
  ],
  [/^runTime$/, () => '1:00:00'],
  [/^resolution$/, () => '1920x1080'],
  [/^(year|Year)$/, () => '2001'],
  [/^imdb/i, () => 'tt0078748'],
];
/** Deeper than anything that is read of a specification in which things hold one another for ever. */
const DEEPEST = 7;

/** An answer with every member of the specification, each text of its own. */
export function sample(spec: Specification, schema: unknown, path: MemberPath = '', known: SampleTexts = {}): unknown {
  const resolved = spec.resolve(schema);
  const { type, properties, items, oneOf, anyOf, enum: values, format, example, additionalProperties } = resolved;
  const name = path.split('.').at(-1) ?? '';
  if (path.split('.').length > DEEPEST) return undefined;
  const given = known[path] ?? known[name];
  if (given !== undefined) return given;
  const choice = oneOf?.[0] ?? anyOf?.[0];
  if (choice !== undefined) return sample(spec, choice, path, known);
  const kind = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  if (kind === 'array' || (kind === undefined && items !== undefined))
    return [sample(spec, items, path, known)].filter((element) => element !== undefined);
  if (kind === 'object' || properties !== undefined) {
    const members = Object.entries({ ...properties }).map(([key, inner]) => {
      return [key, sample(spec, inner, path === '' ? key : `${path}.${key}`, known)] as const;
    });
    const more = specSchema.safeParse(additionalProperties).success && properties === undefined;
    return Object.fromEntries(more ? [['US', sample(spec, additionalProperties, `${path}.*`, known)]] : members);
  }
  if (values !== undefined) return values.find((value) => value !== null);
  if (kind === 'boolean') return true;
  if (kind === 'integer') return typeof example === 'number' && example > 0 ? example : 3;
  if (kind === 'number') return typeof example === 'number' && example > 0 ? example : 7.5;
  if (kind !== 'string') return undefined;
  if (format === 'date-time') return `2001-02-${10 + (path.length % 19)}T04:05:06Z`;
  return (
    SPELT.find(([pattern]) => pattern.test(name))?.[1](path) ??
    (typeof example === 'string' && example !== '' ? example : `text of ${path}`)
  );
}

/** Values of members whose specification does not say what they look like, by their path or name. */
export type SampleTexts = Readonly<Record<string, unknown>>;

/** Whether a member may be left out or be null by its specification. */
export function mayBeAbsent(spec: Specification, schema: unknown, member: MemberPath): boolean {
  let place = spec.resolve(schema);
  let may = false;
  for (const name of member.split('.')) {
    while (place.items !== undefined) place = spec.resolve(place.items);
    const inner = spec.resolve(place.properties?.[name] ?? place.additionalProperties);
    const isNullable = inner.nullable === true || (Array.isArray(inner.type) && inner.type.includes('null'));
    may = isNullable || !(place.required ?? []).includes(name);
    place = inner;
  }
  return may;
}
