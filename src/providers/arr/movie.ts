import type { ArrFile } from './file.ts';

/** What is asked of a movie to find it. */
export interface ArrMovie {
  readonly id: number;
  readonly title?: string | undefined;
  /** Its folder. */
  readonly path?: string | undefined;
  readonly tags: readonly string[];
  readonly movieFile?: ArrFile | undefined;
}
