// Writes the pages that derive from the declarations of settings and providers. A test compares them.
// Usage: npm run generate
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPages } from './docs/pages.ts';

const root = process.cwd();
for (const { path, text } of generatedPages(root)) writeFileSync(join(root, path), text);
