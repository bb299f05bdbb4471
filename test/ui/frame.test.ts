import { describe, expect, it } from 'vitest';
import type { RevengeEvent } from '../../src/model/events.ts';
import { cutRow, finishedRows, liveRows, type Row, wrappedHeight } from '../../src/ui/frame.ts';
import { EMPTY_VIEW, reduceView, type ViewState } from '../../src/ui/state.ts';
import { displayWidth } from '../../src/ui/width.ts';
import { group, progress, provider, started } from './events.ts';

function text(rows: readonly Row[]): string[] {
  return rows.map((row) =>
    row
      .map((segment) => segment.text)
      .join('')
      .trimEnd(),
  );
}

function halfWay(what = 'The Matrix (1999)'): ViewState {
  const events: readonly (readonly [number, RevengeEvent])[] = [
    [0, started()],
    [0, progress('walk', 0, 0, false)],
    [0, progress('identify', 0, 0, false)],
    [2000, progress('walk', 1234, 1234)],
    [2000, progress('group', 800, 810, false)],
    [3000, progress('identify', 100, 400)],
    [4000, progress('identify', 120, 400)],
    [4000, group()],
    [4000, group({ outcome: 'ambiguous' })],
    [4000, { type: 'warning', code: 'NFO_INVALID', message: `no XML in ${what}` }],
    [4000, { type: 'provider', provider: provider() }],
    [4000, { type: 'provider', provider: provider({ provider: 'radarr', requests: 1, replayed: 0, retries: 0 }) }],
    [4000, { type: 'provider', provider: provider({ provider: 'sonarr', state: 'unused' }) }],
    [
      4000,
      {
        type: 'provider',
        provider: provider({ provider: 'musicbrainz', state: 'degraded', failures: 2, lastError: '503' }),
      },
    ],
    [4000, { type: 'working', stage: 'identify', what }],
  ];
  return events.reduce((state, [at, event]) => reduceView(state, event, at), EMPTY_VIEW);
}

describe('liveRows', () => {
  it('shows it all at 80 columns', () => {
    expect(text(liveRows(halfWay(), 5000, { columns: 80, rows: 40 })).join('\n')).toMatchInlineSnapshot(`
      "revenge scan  /data/revenge.db                                              0:05
       walk      ████████████████████        1,234/1,234           done
       group     ███████████████████░           800/810+
       diff      ░░░░░░░░░░░░░░░░░░░░
       identify  ██████░░░░░░░░░░░░░░            120/400     24/s  0:12 left
       gather    ░░░░░░░░░░░░░░░░░░░░
       reconcile ░░░░░░░░░░░░░░░░░░░░
       store     ░░░░░░░░░░░░░░░░░░░░
       enrich    ░░░░░░░░░░░░░░░░░░░░
       ✓ 1 matched  ? 1 ambiguous
       identifying The Matrix (1999)
       ! 1 warning last: no XML in The Matrix (1999)
       tmdb         ok       12 requests, 3 replayed, 1 retry
       radarr       ok       1 request
       musicbrainz  degraded 12 requests, 3 replayed, 1 retry, 2 failed: 503"
    `);
  });

  it('shortens the bar at 60 columns', () => {
    expect(
      text(liveRows(halfWay(), 5000, { columns: 60, rows: 40 }))
        .slice(0, 5)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "revenge scan  /data/revenge.db                          0:05
       walk      ██████████        1,234/1,234           done
       group     █████████░           800/810+
       diff      ░░░░░░░░░░
       identify  ███░░░░░░░            120/400     24/s  0:12 left"
    `);
  });

  it('leaves bar and rate out at 40 columns', () => {
    expect(text(liveRows(halfWay(), 5000, { columns: 40, rows: 40 })).join('\n')).toMatchInlineSnapshot(`
      "revenge scan  /data/revenge.db      0:05
       walk            1,234/1,234  done
       group              800/810+
       diff
       identify            120/400  0:12 left
       gather
       reconcile
       store
       enrich
       ✓ 1 matched  ? 1 ambiguous
       identifying The Matrix (1999)
       ! 1 warning last: no XML in The Matrix…
       tmdb         ok       12 requests, 3 r…
       radarr       ok       1 request
       musicbrainz  degraded 12 requests, 3 r…"
    `);
  });

  it.each([200, 80, 60, 40, 20, 5, 1])('is never wider than %i columns', (columns) => {
    const state = halfWay('七人の侍'.repeat(30));
    for (const row of text(liveRows(state, 5000, { columns, rows: 40 }))) {
      expect(displayWidth(row)).toBeLessThanOrEqual(columns);
    }
  });

  it.each([40, 12, 4, 1])('leaves the cursor a line of %i', (rows) => {
    expect(liveRows(halfWay(), 5000, { columns: 80, rows }).length).toBeLessThanOrEqual(Math.max(1, rows - 1));
  });

  it('draws before anything has happened', () => {
    const rows = text(liveRows(EMPTY_VIEW, 0, { columns: 80, rows: 24 }));
    expect(rows[0]).toBe('revenge');
    expect(rows).toContain(' nothing new yet');
  });

  it('shows what is worked on without its control characters', () => {
    const rows = text(liveRows(halfWay('\u001b]0;title\u0007\n\u202e'), 5000, { columns: 80, rows: 40 })).join('');
    expect(rows).toContain(' identifying \\x1b]0;title\\x07\\x0a\\u202e');
  });
});

describe('rows', () => {
  it('are cut at a column, not at a segment', () => {
    expect(cutRow([{ text: 'abc' }, { text: 'defg', tone: 'dim' }, { text: 'h' }], 5)).toEqual([
      { text: 'abc' },
      { text: 'd…', tone: 'dim' },
    ]);
  });

  it('have no spaces at their end', () => {
    expect(cutRow([{ text: 'a ' }, { text: '  ', tone: 'dim' }, { text: '' }], 9)).toEqual([{ text: 'a' }]);
    expect(cutRow([{ text: '  ' }], 9)).toEqual([]);
  });

  it('take more lines once the terminal is narrower', () => {
    const rows = [[{ text: 'x'.repeat(80) }], [{ text: 'x' }, { text: 'y' }], []];
    expect(wrappedHeight(rows, 80)).toBe(3);
    expect(wrappedHeight(rows, 60)).toBe(4);
    expect(wrappedHeight(rows, 20)).toBe(6);
  });

  it('give a finished event its hint on a second line', () => {
    const rows = finishedRows({
      type: 'warning',
      code: 'HTTP_AUTH',
      message: 'tmdb refused the key',
      hint: 'Check api_key.',
    });
    expect(text(rows)).toEqual(['! warning     tmdb refused the key  HTTP_AUTH', '              hint: Check api_key.']);
  });
});
