import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** The Markdown files that people read, relative to the root. `fields.md` are parts of docs/provider-fields.md. */
async function pages(): Promise<readonly string[]> {
  const inDocs = await readdir(join(ROOT, 'docs'), { recursive: true });
  const inProviders = await readdir(join(ROOT, 'src/providers'), { recursive: true });
  return [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...inDocs.map((path) => join('docs', path)),
    ...inProviders.map((path) => join('src/providers', path)),
  ].filter((path) => path.endsWith('.md') && !path.endsWith('/fields.md'));
}

/** The anchor that GitHub makes of a heading: lower case, blanks to hyphens, no other signs. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** Links of `text` (the page at `page`) that lead nowhere. */
async function deadLinks(page: string, text: string): Promise<readonly string[]> {
  const dead: string[] = [];
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(target)) continue;
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
    if (!existsSync(file)) {
      dead.push(target);
    } else if (anchor !== undefined) {
      const headings = [...(await readFile(file, 'utf8')).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
      if (!headings.map(anchorOf).includes(anchor)) dead.push(target);
    }
  }
  return dead;
}

describe('links between the pages', () => {
  test('no page links to a file or heading that does not exist', async () => {
    const found: string[] = [];
    for (const page of await pages()) {
      const text = await readFile(join(ROOT, page), 'utf8');
      found.push(...(await deadLinks(page, text)).map((target) => `${page}: ${target}`));
    }
    expect(found.join('\n')).toBe('');
  });

  test('a link that leads nowhere is found', async () => {
    expect(
      await deadLinks('README.md', '[a](docs/none.md) [b](docs/README.md#none) [c](docs/README.md#reference)'),
    ).toEqual(['docs/none.md', 'docs/README.md#none']);
  });

  test('the index of the documentation names every page', async () => {
    const index = await readFile(join(ROOT, 'docs/README.md'), 'utf8');
    const named = [...index.matchAll(/\]\(([^)\s#]+)\)/g)].map(([, target = '']) => join('docs', target));
    const missing = (await pages())
      .filter((page) => page.startsWith('docs/') && page !== 'docs/README.md')
      .filter((page) => !page.startsWith('docs/decisions/') && !named.includes(page));
    expect(missing.map((page) => relative('docs', page))).toEqual([]);
  });
});
