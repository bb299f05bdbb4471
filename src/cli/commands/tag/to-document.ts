import type { AppliedWrite } from '../../../tagging/apply.ts';
import { displayName } from '../../../tagging/embedded/field-table.ts';
import type { Plan } from '../../../tagging/planned.ts';
import type { TagDocument } from './document.ts';

/** A plan, and what was done of it, as JSON. */
export function planToDocument(
  { writes, left, unchanged }: Plan,
  applied: readonly AppliedWrite[],
  isPlanOnly: boolean,
): TagDocument {
  const outcomes = new Map(applied.map((one) => [one.write, one]));
  return {
    dryRun: isPlanOnly,
    writes: writes.map((write) => {
      const { library, path, title, expected } = write;
      const done = outcomes.get(write);
      return {
        library,
        path,
        title,
        what: write.what === 'nfo' || write.what === 'tag' ? write.what : write.kind,
        action: write.what === 'removal' ? 'remove' : expected === null ? 'create' : 'update',
        ...(write.what === 'nfo' ? { elements: write.notes } : {}),
        ...(write.what === 'tag'
          ? { fields: write.fields.map((one) => ({ ...one, field: displayName(one.field) })) }
          : {}),
        ...(done === undefined ? {} : { outcome: done.outcome }),
        ...(done?.outcome === 'failed' ? { error: { code: done.error.code, message: done.error.message } } : {}),
      };
    }),
    left: left.map(({ library, path, why }) => ({ library, path, why })),
    unchanged,
  };
}
