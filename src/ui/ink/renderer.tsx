import { render } from 'ink';
import type { EventSink } from '../../model/events.ts';
import { cutRow, finishedRows, liveRows, type Row, type Size, wrappedHeight } from '../frame.ts';
import { columnsOf } from '../output.ts';
import { EMPTY_VIEW, reduceView, takeFinished, type ViewState } from '../state.ts';
import { summaryLines } from '../summary.ts';
import { truncate } from '../width.ts';
import { type Batch, View } from './view.tsx';

export interface InkOptions {
  readonly stdout: NodeJS.WriteStream;
  readonly color: boolean;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

/** Milliseconds between two draws. */
const FRAME = 100;
/** Milliseconds after which the clock and the rates are drawn anew though nothing happened. */
const TICK = 1_000;

/**
 * The live view of a run. Draws at most ten times a second, follows the size of the terminal, and reads no keys: Ctrl-C
 * stays with the program's signal handler. `close` leaves the finished rows and the summary, and the cursor shown.
 */
export function createInkRenderer(options: InkOptions): EventSink {
  const { stdout, color } = options;
  const now = options.now ?? Date.now;
  let state: ViewState = EMPTY_VIEW;
  let batch: Batch = { id: 0, rows: [] };
  let live: readonly Row[] = [];
  let frame: NodeJS.Timeout | undefined;

  const view = () => <View batch={batch} live={live} color={color} />;
  // Draws are few already; ink writes each at once, so that it goes to a terminal of the size that was just looked up.
  const instance = render(view(), { stdout, exitOnCtrlC: false, maxFps: 1000 });
  const exited = instance.waitUntilExit();

  const takeBatch = () => {
    const [finished, rest] = takeFinished(state);
    state = rest;
    if (finished.length === 0) return;
    const rows = finished.flatMap(finishedRows).map((row) => cutRow(row, columnsOf(stdout)));
    batch = { id: batch.id + 1, rows };
  };
  const draw = () => {
    clearTimeout(frame);
    frame = undefined;
    followSize(stdout);
    takeBatch();
    live = liveRows(state, now(), sizeOf(stdout));
    instance.rerender(view());
  };
  const tick = setInterval(draw, TICK);
  tick.unref();

  // Runs before ink's own listener, which erases as many lines as it drew: made narrower, the terminal has wrapped them
  // into more.
  const onResize = () => {
    const extra = wrappedHeight(live, columnsOf(stdout)) - live.length;
    if (extra > 0) stdout.write('\u001b[2K\u001b[1A'.repeat(extra));
    frame ??= setTimeout(draw, 0);
  };
  stdout.prependListener('resize', onResize);

  return {
    emit(event) {
      state = reduceView(state, event, now());
      frame ??= setTimeout(draw, FRAME);
    },
    async close() {
      clearInterval(tick);
      clearTimeout(frame);
      followSize(stdout);
      stdout.off('resize', onResize);
      takeBatch();
      live = [];
      instance.rerender(view());
      instance.unmount();
      await exited;
      if (state.summary === undefined || stdout.destroyed) return;
      const columns = columnsOf(stdout);
      const lines = summaryLines(state.summary, columns, state.warned).map((line) => truncate(line, columns));
      await new Promise<void>((resolve) => void stdout.write(`${lines.join('\n')}\n`, () => resolve()));
    },
  };
}

/**
 * A terminal has its new size before a program that is busy hears of it; a view of the old size would be wrapped, and
 * could not be erased any more. So the size is looked up before every draw: by what node itself does on the signal,
 * which has no public name, and which tells all listeners when the size has changed.
 */
function followSize(stdout: NodeJS.WriteStream): void {
  if ('_refreshSize' in stdout && typeof stdout._refreshSize === 'function' && !stdout.destroyed) stdout._refreshSize();
}

function sizeOf(stdout: NodeJS.WriteStream): Size {
  return { columns: columnsOf(stdout), rows: stdout.rows > 0 ? stdout.rows : 24 };
}
