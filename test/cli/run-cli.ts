import { Readable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { ProviderList } from '../../src/providers/list.ts';
import type { Output } from '../../src/ui/output.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { capture } from '../ui/streams.ts';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CliWorld {
  readonly stdin?: Readable;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** Hears what is printed as it is printed. */
  readonly onOut?: (text: string) => void;
  /** Makes the output a terminal of so many columns. */
  readonly columns?: number;
  /** The folder for what makes the next start faster. */
  readonly cacheFolder?: string;
  /** The providers that there are. */
  readonly providers?: ProviderList;
}

/** Runs the program in this process, in a world of its own, where nobody has to wait for a source's turn. */
export async function runCli(argv: readonly string[], world: CliWorld = {}): Promise<CliResult> {
  const out = capture(world.onOut);
  const err = capture();
  const stdout: Output =
    world.columns === undefined ? out.stream : Object.assign(out.stream, { isTTY: true, columns: world.columns });
  const code = await main(argv, {
    stdin: world.stdin ?? Readable.from([]),
    stdout,
    stderr: err.stream,
    env: world.env ?? {},
    cwd: world.cwd ?? process.cwd(),
    signal: world.signal ?? new AbortController().signal,
    clock: hastyClock(),
    ...(world.cacheFolder === undefined ? {} : { cacheFolder: world.cacheFolder }),
    ...(world.providers === undefined ? {} : { providers: world.providers }),
  });
  return { code, out: out.text(), err: err.text() };
}
