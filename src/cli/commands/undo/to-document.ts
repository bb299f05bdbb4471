import type { UndoneFile } from '../../../tagging/gateway/undo-run.ts';
import type { UndoDocument } from './document.ts';

/** What became of the files of a run, as JSON. */
export function undoneToDocument(run: string, undone: readonly UndoneFile[]): UndoDocument {
  return {
    run,
    files: undone.map(({ root, path, outcome, error }) => ({
      root,
      path,
      outcome,
      ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
    })),
  };
}
