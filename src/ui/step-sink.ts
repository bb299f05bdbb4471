import type { EventSink } from '../model/events.ts';
import { formatCount } from './format.ts';
import { EMPTY_VIEW, reduceView, takeFinished, type ViewState } from './state.ts';
import { summaryLines } from './summary.ts';

/** Follows a run that is one step of a command: progress as one line, and the summary for when the step has ended. */
export interface StepSink extends EventSink {
  /** Lines of the summary; none before the run has ended. */
  summary(columns: number): readonly string[];
}

/** `note` gets a line of progress whenever it changes. */
export function createStepSink(note: (line: string) => void): StepSink {
  let state: ViewState = EMPTY_VIEW;
  let shown = '';
  return {
    emit(event) {
      [, state] = takeFinished(reduceView(state, event, Date.now()));
      const stages = state.stages.filter(({ total }) => total > 0);
      const line = stages
        .map(({ stage, done, total }) => `${stage} ${formatCount(done)}/${formatCount(total)}`)
        .join(', ');
      if (line !== shown) note(line);
      shown = line;
    },
    summary: (columns) => (state.summary === undefined ? [] : summaryLines(state.summary, columns, state.warned)),
    close: async () => undefined,
  };
}
