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
  /** By which sources are asked: their paces, pauses and repetitions. @default that of the machine */
  readonly clock?: Clock;
  /** The providers that there are. @default `PROVIDERS` */
  readonly providers?: ProviderList;
}

/** `Io` as the launcher gives it; without a signal the program listens for Ctrl-C itself. */
export type ProcessIo = Omit<Io, 'signal'> & { readonly signal?: AbortSignal };

/** The same world with a signal. Streams are still opened only when they are used. */
export function withSignal(io: ProcessIo, signal: AbortSignal): Io {
  return {
    get stdin() {
      return io.stdin;
    },
    get stdout() {
      return io.stdout;
    },
    get stderr() {
      return io.stderr;
    },
    get cwd() {
      return io.cwd;
    },
    env: io.env,
    signal,
    ...(io.clock === undefined ? {} : { clock: io.clock }),
    ...(io.providers === undefined ? {} : { providers: io.providers }),
  };
}
