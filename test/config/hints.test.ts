import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { declarationsFor } from '../../src/config/schema.ts';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));

/** Every dotted key of the configuration, list indices as `[]`. */
function keysOf(schema: unknown, path = ''): readonly string[] {
  const { properties, items } = z
    .looseObject({ properties: z.record(z.string(), z.unknown()).optional(), items: z.unknown().optional() })
    .parse(schema);
  return [
    ...(path === '' ? [] : [path, path.replaceAll('[]', '')]),
    ...Object.entries(properties ?? {}).flatMap(([name, inner]) =>
      keysOf(inner, path === '' ? name : `${path}.${name}`),
    ),
    ...(items === undefined ? [] : keysOf(items, `${path}[]`)),
  ];
}

describe('messages', () => {
  it('name only keys of the configuration that exist', async () => {
    const known = new Set(keysOf(z.toJSONSchema(declarationsFor().written, { io: 'output' })));
    const tops = [...known].filter((key) => !/[.[]/.test(key)).join('|');
    const named = new RegExp(`\`(?:${tops})(?:\\[\\])?\\.[\\w.[\\]]+\``, 'g');
    const unknown: string[] = [];
    for (const name of await readdir(SOURCE, { recursive: true })) {
      if (!/\.tsx?$/.test(name)) continue;
      const code = (await readFile(join(SOURCE, name), 'utf8')).replace(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, '');
      const text = code.replaceAll('\\`', '`');
      for (const [key] of text.matchAll(named)) {
        if (!known.has(key.slice(1, -1).replace(/\[\d+\]/g, '[]')) && !/\$\{/.test(key))
          unknown.push(`${name}: ${key}`);
      }
    }
    expect(unknown).toEqual([]);
  });
});
