import type { EventSink } from '../model/events.ts';
import { createNdjsonRenderer } from './ndjson.ts';
import { canDraw, isTerminal, type Output, wantsColor } from './output.ts';
import { createPlainRenderer } from './plain.ts';

export interface RendererOptions {
  readonly stdout: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly json?: boolean | undefined;
  readonly plain?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

/**
 * The renderer for an output: NDJSON with `--json`; the live view on a terminal; plain lines for all else, and with
 * `--plain`, `--quiet` or in CI.
 */
export async function createRenderer(options: RendererOptions): Promise<EventSink> {
  const { stdout, env } = options;
  if (options.json === true) return createNdjsonRenderer(stdout);
  if (options.plain === true || options.quiet === true || !isTerminal(stdout) || !canDraw(env)) {
    return createPlainRenderer(stdout, { quiet: options.quiet === true });
  }
  // React's development build keeps a measurement of every draw: slower, and its memory grows with the run.
  process.env.NODE_ENV ??= 'production';
  const { createInkRenderer } = await import('./ink/renderer.tsx');
  return createInkRenderer({ stdout, color: wantsColor(env) });
}
