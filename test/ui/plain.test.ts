import { describe, expect, it } from 'vitest';
import { createPlainRenderer } from '../../src/ui/plain.ts';
import { group, progress, runSummary, started } from './events.ts';
import { capture } from './streams.ts';

function plain(quiet = false) {
  const out = capture();
  let time = 0;
  const sink = createPlainRenderer(out.stream, { quiet, now: () => time });
  return {
    sink,
    out,
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
}

describe('createPlainRenderer', () => {
  it('prints a run as lines', async () => {
    const { sink, out, pass } = plain();
    sink.emit(started());
    sink.emit(progress('walk', 1, 10, false));
    sink.emit(group());
    sink.emit(group({ outcome: 'ambiguous', title: 'Dune', year: 1984, reasons: ['asked tmdb', 'two are as near'] }));
    sink.emit(group({ outcome: 'unmatched', title: 'home video', reasons: [], key: 'home', by: 'tmdb' }));
    sink.emit(group({ title: 'Alien', year: 1979, by: 'tmdb', score: 0.931, files: 2 }));
    pass(6000);
    sink.emit(progress('walk', 1200, 1200));
    sink.emit(progress('identify', 100, 400));
    pass(6000);
    sink.emit(progress('identify', 160, 400));
    sink.emit({
      type: 'warning',
      code: 'NFO_INVALID',
      message: 'no XML',
      path: 'a/movie.nfo',
      hint: 'Is it a scene NFO?',
    });
    sink.emit({ type: 'root-unavailable', library: 'TV', root: '/tv', reason: 'is empty', hint: 'Is it mounted?' });
    sink.emit({ type: 'summary', summary: runSummary({ providers: [] }) });
    await sink.close();
    expect(out.text()).toMatchInlineSnapshot(`
      "scan: store /data/revenge.db
      library Films (movies): /media/films
      matched     The Matrix (1999): by radarr, 1 file
      ambiguous   Dune (1984): two are as near
      unmatched   home video (1999): home
      matched     Alien (1979): by tmdb, score 0.93, 2 files
      progress    walk 1,200/1,200
      progress    walk 1,200/1,200, identify 160/400 0:24 left
      warning     no XML (a/movie.nfo): NFO_INVALID
                  hint: Is it a scene NFO?
      unavailable TV: /tv: is empty
                  hint: Is it mounted?

      Done in 3.2 s: 1,234 files in 14 groups
        files     1,200 unchanged, 30 added, 4 changed
        groups    11 matched, 1 ambiguous, 1 unmatched, 1 degraded (10 unchanged)
        store     /data/revenge.db, 321 rows changed
        images    7 fetched, 2 local
        requests  40 live, 2 replayed
        warnings  2
          no XML (a/movie.nfo)
          /tv: is empty
        memory    182 MB at most

      1 group could not be asked about; the next run asks again.
      2 groups without an identity: revenge list --outcome open
      "
    `);
  });

  it('is silent with quiet unless something is wrong', async () => {
    const { sink, out, pass } = plain(true);
    sink.emit(started());
    sink.emit(group());
    pass(60_000);
    sink.emit(progress('walk', 1, 1));
    sink.emit({ type: 'summary', summary: runSummary() });
    expect(out.text()).toBe('');
    sink.emit({ type: 'error', code: 'STORE_CORRUPT', message: 'the store is damaged' });
    await sink.close();
    expect(out.lines()).toEqual(['error       the store is damaged: STORE_CORRUPT']);
  });

  it('lets no text from files or providers reach the terminal as it is', async () => {
    const { sink, out } = plain();
    const hostile = 'a\u001b[31m\nb\u0007\u202egnp\udcff';
    sink.emit(group({ title: hostile, by: hostile }));
    sink.emit(group({ outcome: 'unmatched', reasons: [hostile] }));
    sink.emit({ type: 'warning', code: hostile, message: hostile, path: hostile, hint: hostile });
    sink.emit({ type: 'root-unavailable', library: hostile, root: hostile, reason: hostile, hint: hostile });
    await sink.close();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that they are not there is the test
    expect(out.text().replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(out.text()).toContain('a\\x1b[31m\\x0ab\\x07\\u202egnp\\xff (1999)');
    expect(out.lines()).toHaveLength(6);
  });
});
