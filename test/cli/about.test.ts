import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/cli/version.ts';
import { PROVIDERS } from '../../src/providers/list.ts';
import { sourceTerms } from '../../src/providers/terms.ts';
import { runCli } from './run-cli.ts';

const localSources = PROVIDERS.filter(({ family }) => family === 'local');

describe('about', () => {
  it('prints the version and the words that each service asks for', async () => {
    const { code, out } = await runCli(['about']);
    expect(code).toBe(0);
    expect(out).toContain(`revenge ${VERSION}`);
    expect(out).toContain('This product uses the TMDB API but is not endorsed or certified by TMDB.');
    for (const { attribution, url, terms } of sourceTerms) {
      expect(out).toContain(`  ${attribution}\n  ${url} (${terms})\n`);
    }
    for (const { id, gives } of localSources) expect(out).toContain(`  ${id}: ${gives}\n`);
  });

  it('prints one document with --json', async () => {
    const { out } = await runCli(['about', '--json']);
    const local = localSources.map(({ id, gives }) => ({ provider: id, gives }));
    expect(JSON.parse(out)).toEqual({ name: 'revenge', version: VERSION, licence: 'MIT', sources: sourceTerms, local });
  });
});
