import { describe, expect, it } from 'vitest';
import type { RevengeEvent } from '../../src/model/events.ts';
import { EMPTY_VIEW, reduceView, takeFinished, type ViewState } from '../../src/ui/state.ts';
import { group, progress, provider, runSummary, started } from './events.ts';

function reduced(...events: readonly RevengeEvent[]): ViewState {
  return events.reduce((state, event, index) => reduceView(state, event, index * 1000), EMPTY_VIEW);
}

describe('reduceView', () => {
  it('takes the header from the start of the run', () => {
    expect(reduced(started())).toMatchObject({ command: 'scan', store: '/data/revenge.db', startedAt: 0 });
  });

  it('keeps the counters of each stage by themselves', () => {
    const state = reduced(progress('walk', 10, 12, false), progress('identify', 1, 4), progress('walk', 12, 12));
    expect(state.stages.find((stage) => stage.stage === 'walk')).toMatchObject({ done: 12, total: 12, final: true });
    expect(state.stages.find((stage) => stage.stage === 'identify')).toMatchObject({ done: 1, total: 4 });
    expect(state.stages.find((stage) => stage.stage === 'enrich')).toMatchObject({ done: 0, total: 0, final: false });
  });

  it('never shows more done than there is', () => {
    expect(reduced(progress('walk', 9, 5)).stages[0]).toMatchObject({ done: 9, total: 9 });
  });

  it('counts outcomes and keeps their rows until they are taken', () => {
    const state = reduced(group(), group({ outcome: 'ambiguous' }), group());
    expect(state.outcomes).toMatchObject({ matched: 2, ambiguous: 1, unmatched: 0 });
    const [rows, rest] = takeFinished(state);
    expect(rows).toHaveLength(3);
    expect(takeFinished(rest)).toEqual([[], rest]);
    expect(rest.outcomes).toEqual(state.outcomes);
  });

  it('counts warnings, errors and roots that are away, and keeps the last', () => {
    const state = reduced(
      { type: 'warning', code: 'NFO_INVALID', message: 'no XML in movie.nfo' },
      { type: 'root-unavailable', library: 'TV', root: '/media/tv', reason: 'is empty', hint: 'Is it mounted?' },
      { type: 'error', code: 'STORE_CORRUPT', message: 'the store is damaged' },
    );
    expect(state.warnings).toBe(3);
    expect(state.lastWarning).toBe('the store is damaged');
    expect(state.finished.map((event) => event.type)).toEqual(['warning', 'root-unavailable', 'error']);
  });

  it('holds the newest word of each provider, in the order of their first', () => {
    const state = reduced(
      { type: 'provider', provider: provider() },
      { type: 'provider', provider: provider({ provider: 'radarr' }) },
      { type: 'provider', provider: provider({ requests: 99 }) },
    );
    expect(state.providers.map((one) => [one.provider, one.requests])).toEqual([
      ['tmdb', 99],
      ['radarr', 12],
    ]);
  });

  it('shows what is worked on until the summary', () => {
    const working = reduced({ type: 'working', stage: 'identify', what: 'The Matrix' });
    expect(working.working).toEqual({ stage: 'identify', what: 'The Matrix' });
    const ended = reduceView(working, { type: 'summary', summary: runSummary() }, 1);
    expect(ended.working).toBeUndefined();
    expect(ended.summary?.files.seen).toBe(1234);
  });

  it('passes over what the views do not show', () => {
    const before = reduced(started());
    const skipped: RevengeEvent = {
      type: 'skipped',
      library: 'Films',
      path: 'a',
      rule: 'not-media',
      reason: 'no media',
    };
    const artwork: RevengeEvent = { type: 'artwork', item: 'id', title: 'x', kind: 'poster', source: 'tmdb' };
    expect(reduceView(reduceView(before, skipped, 1), artwork, 2)).toBe(before);
  });
});
