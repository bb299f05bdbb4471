import type { FileTree } from '../../library/file-tree.ts';
import type { ExitName } from '../../model/exit-codes.ts';
import type { Library } from '../../model/files.ts';
import type { InspectableManager } from '../../providers/port.ts';

/** What a check found out about one thing. */
export interface Finding {
  readonly part: 'configuration' | 'store' | 'library' | 'cache' | 'local' | 'source';
  readonly well: boolean;
  /** What was looked at, and what came of it. */
  readonly text: string;
  /** What to do about it; lines of configuration stand as they are to be written. */
  readonly hint?: string;
  /** It works, and should be changed all the same. */
  readonly warning?: true;
  /** Of a problem: how the command ends. @default that of the part */
  readonly exit?: ExitName;
}

/** What the checks of the Arr services work with. */
export interface DoctorContext {
  readonly libraries: readonly Library[];
  readonly tree: FileTree;
  readonly signal: AbortSignal;
}

/** Looks at one instance of an Arr service; findings come as they are made. Throws only when it is interrupted. */
export type ManagerCheck = (context: DoctorContext, manager: InspectableManager) => AsyncIterable<Finding>;
