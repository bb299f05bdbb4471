import { z } from 'zod';
import { declarationsFor } from '../../src/config/schema.ts';
import { isSecretName } from '../../src/model/credentials.ts';

/** A configuration with a canary in every secret and in every address that the schema knows. */
export interface Canaries {
  readonly settings: Record<string, unknown>;
  /** Everything that must not be seen, also as it is written in Basic authorization. */
  readonly forbidden: readonly string[];
  /** Dotted keys that hold a canary. */
  readonly keys: readonly string[];
}

const ADDRESS = /^(?:url|imageUrl|proxy|redis)$/;

interface Node {
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly items?: Node | undefined;
  readonly additionalProperties?: Node | boolean | undefined;
  readonly type?: string | undefined;
}

const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    properties: z.record(z.string(), nodeSchema).optional(),
    items: nodeSchema.optional(),
    additionalProperties: z.union([nodeSchema, z.boolean()]).optional(),
    type: z.string().optional(),
  }),
);

/** `origin`: the server that every source is at. `query`: whether addresses have a secret in their query too. */
export function canaries(origin: string, options: { readonly query: boolean; readonly store?: string }): Canaries {
  const forbidden: string[] = [];
  const keys: string[] = [];
  const make = (key: string): string => {
    const canary = `CANARY-${keys.length}-${Math.random().toString(36).slice(2, 8)}`;
    keys.push(key);
    forbidden.push(canary);
    return canary;
  };
  const address = (key: string, at: string): string => {
    const password = make(key);
    const pair = `someone:${password}`;
    forbidden.push(Buffer.from(pair).toString('base64'));
    return `${at.replace('://', `://${pair}@`)}${options.query ? `/?apikey=${make(`${key}?`)}` : ''}`;
  };
  const value = (node: Node, name: string, key: string): unknown => {
    if (node.properties !== undefined) {
      const members = Object.entries(node.properties).flatMap(([member, inner]) => {
        const made = value(inner, member, key === '' ? member : `${key}.${member}`);
        return made === undefined ? [] : [[member, made]];
      });
      return members.length === 0 ? undefined : Object.fromEntries(members);
    }
    if (node.items !== undefined) {
      const made = node.items.properties === undefined ? undefined : value(node.items, name, `${key}[0]`);
      return made === undefined ? undefined : [made];
    }
    if (name === 'proxies') return { omdb: address(`${key}.omdb`, 'http://127.0.0.1:1') };
    if (node.type !== 'string') return undefined;
    if (isSecretName(name)) return make(key);
    if (!ADDRESS.test(name) || key === 'store.url') return undefined;
    if (name === 'redis') return address(key, 'redis://127.0.0.1:1');
    return address(key, name === 'proxy' ? 'http://127.0.0.1:1' : origin);
  };
  const schema = nodeSchema.parse(z.toJSONSchema(declarationsFor().written, { io: 'output' }));
  const settings = Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, node]) => {
      const made = value(node, name, name);
      return made === undefined ? [] : [[name, made]];
    }),
  );
  if (options.store !== undefined) {
    const password = make('store.url');
    const url = options.store.replace('://', `://someone:${password}@`);
    settings.store = { ...(typeof settings.store === 'object' ? settings.store : {}), url };
  }
  return { settings, forbidden, keys };
}
