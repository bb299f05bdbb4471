import { describe, expect, it } from 'vitest';
import { summaryLines } from '../../src/ui/summary.ts';
import { displayWidth } from '../../src/ui/width.ts';
import { provider, runSummary } from './events.ts';

describe('summaryLines', () => {
  it('says what was done, who was asked, and what is open', () => {
    expect(summaryLines(runSummary())).toMatchInlineSnapshot(`
      [
        "Done in 3.2 s: 1,234 files in 14 groups",
        "  files     1,200 unchanged, 30 added, 4 changed",
        "  groups    11 matched, 1 ambiguous, 1 unmatched, 1 degraded (10 unchanged)",
        "  store     /data/revenge.db, 321 rows changed",
        "  images    7 fetched, 2 local",
        "  requests  40 live, 2 replayed",
        "  warnings  2",
        "  memory    182 MB at most",
        "",
        "  provider     state     live  replayed  retries  failed  unknown  latency",
        "  tmdb         ok          12         3        1       0        0    42 ms",
        "  musicbrainz  degraded    12         3        1       2        0    42 ms",
        "    503 from musicbrainz.org",
        "",
        "1 group could not be asked about; the next run asks again.",
        "2 groups without an identity: revenge list --outcome open",
      ]
    `);
  });

  it('is short when there is nothing to say', () => {
    const lines = summaryLines(
      runSummary({
        files: { seen: 1, unchanged: 1, added: 0, changed: 0, moved: 0, missing: 0, skipped: 0, failed: 0 },
        groups: { total: 1, unchanged: 1, matched: 1, ambiguous: 0, unmatched: 0, degraded: 0, ignored: 0 },
        rows: { changed: 0 },
        images: { fetched: 0, local: 0, failed: 0 },
        requests: { live: 0, replayed: 0 },
        providers: [],
        warnings: 0,
      }),
    );
    expect(lines).toMatchInlineSnapshot(`
      [
        "Done in 3.2 s: 1 file in 1 group",
        "  files     1 unchanged",
        "  groups    1 matched (1 unchanged)",
        "  store     /data/revenge.db, 0 rows changed",
        "  requests  0 live, 0 replayed",
        "  memory    182 MB at most",
      ]
    `);
  });

  it('says that it was interrupted, and which libraries were away', () => {
    const lines = summaryLines(runSummary({ interrupted: true, roots: { scanned: 1, unavailable: 2 } }));
    expect(lines[0]).toBe('Interrupted after 3.2 s: 1,234 files in 14 groups');
    expect(lines).toContain('  libraries 1 scanned, 2 unavailable');
  });

  it.each([
    [80, 'provider     state     live  replayed  retries  failed  unknown  latency'],
    [60, 'provider     state     live  replayed  retries  failed'],
    [45, 'provider     state     live  replayed'],
    [40, 'provider     state     live'],
  ])('leaves columns of the table out at %i', (columns, titles) => {
    expect(summaryLines(runSummary(), columns)).toContain(`  ${titles}`);
    expect(displayWidth(titles)).toBeLessThanOrEqual(columns);
  });

  it('shows hostile text as it is, not as it would act', () => {
    const text = summaryLines(
      runSummary({
        store: '/tmp/\u001b[2Jx',
        providers: [provider({ state: 'degraded', lastError: 'a\nb\u202ec' })],
      }),
    ).join('\n');
    expect(text).toContain('/tmp/\\x1b[2Jx');
    expect(text).toContain('a\\x0ab\\u202ec');
    expect(text).not.toContain('\u001b');
  });

  it('lists warnings, with their paths cut in the middle', () => {
    const path = `/media/${'long/'.repeat(30)}Alien (1979).mkv`;
    const warnings = [`${path} is damaged`, ...Array.from({ length: 11 }, (_, index) => `warning ${index}`)];
    const lines = summaryLines(runSummary({ warnings: 12 }), 60, warnings);
    const [first = '', ...others] = lines.slice(lines.findIndex((line) => line.startsWith('  warnings')) + 1);
    expect(first).toHaveLength(60);
    expect(first).toMatch(/^ {4}\/media\/long\/.*….*Alien \(1979\)\.mkv is damaged$/);
    expect(others.slice(0, 10)).toEqual([
      ...Array.from({ length: 9 }, (_, index) => `    warning ${index}`),
      '    … and 2 more',
    ]);
  });

  it('does not say that an interrupted run has added what it has only found', () => {
    const files = { seen: 120, unchanged: 20, added: 100, changed: 0, moved: 0, missing: 0, skipped: 0, failed: 0 };
    const groups = { matched: 3, ambiguous: 0, unmatched: 0, degraded: 0, ignored: 0, total: 3, unchanged: 1 };
    const text = summaryLines(runSummary({ interrupted: true, files, groups })).join('\n');
    expect(text).toContain('20 unchanged, 100 found new; of them 2 groups stored');
    expect(text).not.toContain('added');
  });
});
