import { pathToBytes } from '../../model/paths.ts';
import { titleKey } from '../../model/title-key.ts';
import { toJson } from '../canonical.ts';
import { integerOrNull, textOrNull } from '../cells.ts';
import type { GroupSave } from '../port.ts';

/** The columns of a group that a save writes. */
export interface GroupRow {
  readonly root_id: number;
  readonly key: Buffer;
  readonly unit_id: number;
  readonly kind: string;
  readonly outcome: string;
  readonly folder: Buffer;
  readonly title: string | null;
  readonly title_key: string | null;
  readonly year: number | null;
  readonly identification: string;
  readonly saved_at: string;
}

/** A group of a save as its row. */
export function groupRow({ group, identification, at }: GroupSave, rootId: number, unitId: number): GroupRow {
  const title = textOrNull(group.reading.title);
  return {
    root_id: rootId,
    key: pathToBytes(group.key),
    unit_id: unitId,
    kind: group.kind,
    outcome: identification.outcome,
    folder: pathToBytes(group.folder),
    title,
    title_key: title === null ? null : titleKey(title),
    year: integerOrNull(group.reading.year),
    identification: toJson(identification),
    saved_at: at,
  };
}
