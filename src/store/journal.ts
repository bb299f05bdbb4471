import type { ResolvedFields } from '../model/resolved.ts';
import { sortedJson, toJson } from './canonical.ts';

/** One line of the change journal: the JSON of what held before and holds now. */
interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between the fields that held and those that hold now, by name. */
export function fieldChanges(before: ResolvedFields, after: ResolvedFields): readonly FieldChange[] {
  const old = jsonOf(before);
  const now = jsonOf(after);
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((field) => {
    const change = { field, before: old.get(field) ?? null, after: now.get(field) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

function jsonOf(fields: ResolvedFields): ReadonlyMap<string, string> {
  return new Map(Object.entries(fields).map(([field, held]) => [field, sortedJson(JSON.parse(toJson(held)))]));
}
