import type { Readable } from 'node:stream';
import type { ProviderList } from '../providers/list.ts';
import type { Output } from '../ui/output.ts';
import type { Clock } from '../util/clock.ts';

/** What a command has of the world: streams, environment, working directory, and the signal that asks it to stop. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Does this with both outputs before anything is written to them; with one that is not open yet when it is opened. */
  prepareOutputs(step: (output: Output) => void): void;
  /** The user's cache folder for the program, where there is one that nobody else can write to. */
  readonly cacheFolder?: string;
  /** By which sources are asked: their paces, pauses and repetitions. @default that of the machine */
  readonly clock?: Clock;
  /** The providers that there are. @default `PROVIDERS` */
  readonly providers?: ProviderList;
}

/** `Io` as the launcher gives it; without a signal the program listens for Ctrl-C itself. */
export type ProcessIo = Omit<Io, 'signal' | 'prepareOutputs'> & { readonly signal?: AbortSignal };

/** The same world with a signal. Streams are still opened only when they are used. */
export function withSignal(io: ProcessIo, signal: AbortSignal): Io {
  const stdout = lazyOutput(() => io.stdout);
  const stderr = lazyOutput(() => io.stderr);
  return {
    get stdin() {
      return io.stdin;
    },
    get stdout() {
      return stdout.open();
    },
    get stderr() {
      return stderr.open();
    },
    get cwd() {
      return io.cwd;
    },
    env: io.env,
    signal,
    prepareOutputs(step) {
      stdout.prepare(step);
      stderr.prepare(step);
    },
    ...(io.cacheFolder === undefined ? {} : { cacheFolder: io.cacheFolder }),
    ...(io.clock === undefined ? {} : { clock: io.clock }),
    ...(io.providers === undefined ? {} : { providers: io.providers }),
  };
}

/** An output that is opened when it is first used. */
function lazyOutput(open: () => Output) {
  const steps: ((output: Output) => void)[] = [];
  let opened: Output | undefined;
  return {
    open(): Output {
      if (opened !== undefined) return opened;
      opened = open();
      for (const step of steps) step(opened);
      return opened;
    },
    prepare(step: (output: Output) => void): void {
      if (opened === undefined) steps.push(step);
      else step(opened);
    },
  };
}
