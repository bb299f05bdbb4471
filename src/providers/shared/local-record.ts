import type { FieldValues } from '../../model/fields.ts';
import type { FileEntry, MediaGroup } from '../../model/files.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ExternalIds, ProviderId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import type { Credit, ImageCandidate, LockedField, Position, SourceRecord } from '../../model/records.ts';
import { printable } from '../../model/text.ts';
import { digestOfJson } from '../../util/digest.ts';

/** The last time that a `Date` can hold. */
const LATEST = 8.64e15;

export interface LocalPart {
  readonly kind: ItemKind;
  readonly values: FieldValues;
  readonly ids?: ExternalIds;
  readonly position?: Position;
  readonly credits?: readonly Credit[];
  readonly locked?: readonly LockedField[];
  readonly images?: readonly ImageCandidate[];
  readonly children?: readonly SourceRecord[];
  readonly parent?: SourceRecord;
}

/** Makes the records of one local source of one group; `confidence` is 0…1, as in `SourceRecord`. */
export function localRecordMaker(
  group: MediaGroup,
  provider: ProviderId,
  confidence: number,
): (part: LocalPart) => SourceRecord {
  const providerId = printable(group.key) || '.';
  const fetchedAt = newestChange(group.files);
  return ({ kind, values, ids = {}, position, credits = [], locked = [], images = [], children = [], parent }) => {
    return {
      provider,
      providerId: position === undefined ? providerId : `${providerId}#${Object.values(position).join('x')}`,
      kind,
      fetchedAt,
      digest: digestOfJson(values),
      confidence,
      ids,
      ...(position === undefined ? {} : { position }),
      values,
      credits,
      ...(locked.length === 0 ? {} : { locked }),
      images,
      children,
      ...(parent === undefined ? {} : { parent }),
    };
  };
}

/** Episodes (as made by `make`) under their seasons; those without a season stand in the series itself. */
export function underSeasons(
  episodes: readonly SourceRecord[],
  make: (part: LocalPart) => SourceRecord,
): SourceRecord[] {
  const bySeason = groupBy(episodes, ({ position }) => position?.season);
  return [...bySeason].flatMap(([season, children]) =>
    season === undefined
      ? children
      : [make({ kind: 'season', position: { season }, values: { seasonNumber: season }, children })],
  );
}

/** ISO time of the last change of files: what was read from them is as old as they are. */
export function newestChange(files: readonly FileEntry[]): string {
  const newest = files.reduce((latest, { mtimeMs }) => Math.max(latest, mtimeMs), 0);
  return new Date(Number.isFinite(newest) ? Math.min(newest, LATEST) : 0).toISOString();
}
