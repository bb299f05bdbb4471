import type { ProviderSummary, RevengeEvent, RunSummary } from '../model/events.ts';
import type { Outcome } from '../model/outcome.ts';
import { STAGES, type Stage } from '../model/stages.ts';
import { addSample, type Sample } from './rate.ts';

export interface StageState {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
  readonly final: boolean;
  readonly samples: readonly Sample[];
}

/** Events that a person should be able to read back after the run: each becomes one finished row. */
export type NotableEvent = Extract<
  RevengeEvent,
  { type: 'group' | 'refresh' | 'warning' | 'error' | 'root-unavailable' }
>;

/** What the views of a run show. Its size depends on neither the library nor the length of the run. */
export interface ViewState {
  readonly startedAt: number | undefined;
  readonly command: string;
  readonly store: string;
  readonly stages: readonly StageState[];
  readonly working: { readonly stage: Stage; readonly what: string } | undefined;
  /** Of the groups of this run that are new or changed. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly providers: readonly ProviderSummary[];
  readonly warnings: number;
  /** The first of them, for the summary. */
  readonly warned: readonly string[];
  readonly lastWarning: string | undefined;
  /** Rows that are not drawn yet; `takeFinished` hands them over. */
  readonly finished: readonly NotableEvent[];
  readonly summary: RunSummary | undefined;
}

export const EMPTY_VIEW: ViewState = {
  startedAt: undefined,
  command: '',
  store: '',
  stages: STAGES.map((stage) => ({ stage, done: 0, total: 0, final: false, samples: [] })),
  working: undefined,
  outcomes: { matched: 0, ambiguous: 0, unmatched: 0, degraded: 0, ignored: 0 },
  providers: [],
  warnings: 0,
  warned: [],
  lastWarning: undefined,
  finished: [],
  summary: undefined,
};

/** The state after an event that came at `now` (milliseconds). Pure. */
export function reduceView(state: ViewState, event: RevengeEvent, now: number): ViewState {
  switch (event.type) {
    case 'run-started':
      return { ...state, startedAt: now, command: event.command, store: event.store };
    case 'progress':
      return {
        ...state,
        stages: state.stages.map((stage) => (stage.stage === event.stage ? progressed(stage, event, now) : stage)),
      };
    case 'working':
      return { ...state, working: { stage: event.stage, what: event.what } };
    case 'group':
      return finishedGroup(state, event);
    case 'refresh':
      return { ...state, finished: [...state.finished, event] };
    case 'provider':
      return { ...state, providers: withProvider(state.providers, event.provider) };
    case 'warning':
    case 'error':
      return warned(state, event, event.message);
    case 'root-unavailable':
      return warned(state, event, `${event.root}: ${event.reason}`);
    case 'summary':
      return { ...state, summary: event.summary, working: undefined };
    case 'skipped':
    case 'artwork':
      return state;
  }
}

/** The finished rows, and the state without them. */
export function takeFinished(state: ViewState): readonly [readonly NotableEvent[], ViewState] {
  return [state.finished, state.finished.length === 0 ? state : { ...state, finished: [] }];
}

function progressed(stage: StageState, event: Extract<RevengeEvent, { type: 'progress' }>, now: number): StageState {
  return {
    stage: stage.stage,
    done: event.done,
    total: Math.max(event.total, event.done),
    final: event.final,
    samples: addSample(stage.samples, { at: now, done: event.done }),
  };
}

function finishedGroup(state: ViewState, event: Extract<RevengeEvent, { type: 'group' }>): ViewState {
  const outcomes = { ...state.outcomes, [event.outcome]: state.outcomes[event.outcome] + 1 };
  return { ...state, outcomes, finished: [...state.finished, event] };
}

/** More are counted, and not kept: memory does not grow with the library. */
const WARNED_AT_MOST = 1000;

function warned(state: ViewState, event: NotableEvent, message: string): ViewState {
  const text = 'path' in event && event.path !== undefined ? `${message} (${event.path})` : message;
  const warned = state.warned.length < WARNED_AT_MOST ? [...state.warned, text] : state.warned;
  return { ...state, warnings: state.warnings + 1, warned, lastWarning: message, finished: [...state.finished, event] };
}

function withProvider(providers: readonly ProviderSummary[], provider: ProviderSummary): readonly ProviderSummary[] {
  const known = providers.some((other) => other.provider === provider.provider);
  if (!known) return [...providers, provider];
  return providers.map((other) => (other.provider === provider.provider ? provider : other));
}
