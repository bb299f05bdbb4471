import type { UndoneFile } from '../../../tagging/gateway/undo-run.ts';

/** The document of `revenge undo --json` (docs/json.md). */
export function undoDocument(run: string, undone: readonly UndoneFile[]) {
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
