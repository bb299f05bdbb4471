import type { Io } from './io.ts';

/** Runs a command's body and keeps its exit code. The body loads what it needs: definitions are loaded for every command. */
export type Run = (command: (io: Io) => Promise<number>) => Promise<void>;
