import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import type { Observation } from '../../src/check/expectation.ts';
import { updatedText } from '../../src/check/updated-text.ts';

const ACTUAL: Observation = {
  counts: { groups: 2, matched: 2 },
  groups: [
    {
      library: 'Movies',
      group: 'Dune',
      outcome: 'matched',
      title: 'Dune',
      year: 2021,
      item: { kind: 'movie', ids: { tmdb: '438631' }, fields: { title: { value: 'Dune', source: 'tmdb' } } },
    },
    {
      library: 'Movies',
      group: 'Heat',
      outcome: 'unmatched',
      title: 'Heat',
      files: [{ path: 'Heat/Heat.mkv', size: 1 }],
    },
  ],
};

const OLD = `# Our library
version: 1
replay: cassettes # recorded in spring
rules:
  - max ambiguous 0
groups:
  # The first film, not that of 1984
  - group: Dune
    library: Movies
    outcome: ambiguous
    item: { fields: { title: DUNE } }
  - library: Movies
    group: Gone
    outcome: matched
counts: { matched: 1 }
`;

describe('an expectation that is updated', () => {
  test('keeps order, comments and what it leaves unnamed', () => {
    expect(updatedText('check.yaml', parseDocument(OLD), ACTUAL)).toBe(`# Our library
version: 1
replay: cassettes # recorded in spring
rules:
  - max ambiguous 0
groups:
  # The first film, not that of 1984
  - group: Dune
    library: Movies
    outcome: matched
    item: { fields: { title: Dune } }
  - library: Movies
    group: Heat
    outcome: unmatched
    title: Heat
    files:
      - path: Heat/Heat.mkv
        size: 1
counts: { matched: 2 }
`);
  });

  test('is the same when it is updated again, in YAML and in JSON', () => {
    const once = updatedText('check.yaml', undefined, ACTUAL);
    expect(updatedText('check.yaml', parseDocument(once), ACTUAL)).toBe(once);
    const json = updatedText('check.json', undefined, ACTUAL);
    expect(JSON.parse(json)).toMatchObject({ version: 1, counts: { groups: 2 } });
    expect(updatedText('check.json', parseDocument(json), ACTUAL)).toBe(json);
  });

  test('a member that is gone becomes null, so that its return is noticed', () => {
    const text = 'version: 1\ngroups:\n  - { library: Movies, group: Heat, item: { title: Heat } }\n';
    const updated = updatedText('check.yaml', parseDocument(text), { counts: {}, groups: ACTUAL.groups.slice(1) });
    expect(updated).toBe('version: 1\ngroups:\n  - { library: Movies, group: Heat, item: null }\n');
  });
});
