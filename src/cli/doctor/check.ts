import type { FileTree } from '../../library/file-tree.ts';
import type { Library } from '../../model/files.ts';
import type { InspectableManager } from '../../providers/port.ts';

/** What a check found out about one thing. */
export interface Finding {
  readonly part: 'store' | 'cache' | 'local' | 'source';
  readonly well: boolean;
  /** What was looked at, and what came of it. */
  readonly text: string;
  /** What to do about it; lines of configuration stand as they are to be written. */
  readonly hint?: string;
  /** Of a problem: the exit code of the command. */
  readonly exitCode?: number;
}

/** What checks work with. */
export interface DoctorContext {
  readonly libraries: readonly Library[];
  readonly managers: readonly InspectableManager[];
  readonly tree: FileTree;
  readonly signal: AbortSignal;
}

/** Looks at one side of the set-up; findings come as they are made. Throws only when it is interrupted. */
export type Check = (context: DoctorContext) => AsyncIterable<Finding>;
