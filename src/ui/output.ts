import type { Writable } from 'node:stream';

/** Where a command writes to: a terminal, a pipe or a file. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

/** True for a terminal that can move its cursor. */
export function isTerminal(output: Output): output is NodeJS.WriteStream {
  return output.isTTY === true;
}

/** True when the environment allows colours on a terminal (https://no-color.org: set and not empty means no). */
export function wantsColor(env: NodeJS.ProcessEnv): boolean {
  return (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

/** Columns of the output; 80 where it has none. */
export function columnsOf(output: Output): number {
  return output.columns !== undefined && output.columns > 0 ? output.columns : 80;
}

/** CI logs keep every redraw, and a dumb terminal cannot move its cursor. */
export function canDraw(env: NodeJS.ProcessEnv): boolean {
  const ci = [env.CI, env.CONTINUOUS_INTEGRATION].some((value) => value !== undefined && !/^(?:|0|false)$/.test(value));
  return !ci && env.TERM !== 'dumb';
}
