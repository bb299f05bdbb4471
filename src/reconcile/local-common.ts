import { createHash } from 'node:crypto';
import type { FieldValues } from '../model/fields.ts';
import type { MediaGroup } from '../model/files.ts';
import type { ExternalIds } from '../model/ids.ts';
import type { GroupKind, ItemKind } from '../model/kinds.ts';
import type { Credit, ImageCandidate, Position, SourceRecord } from '../model/records.ts';
import { printable, storable } from '../model/text.ts';
import { groupBy } from './group-by.ts';

/** Kind of the item that a group as a whole is. */
export const ROOT_KIND: Readonly<Record<GroupKind, ItemKind>> = { movie: 'movie', series: 'series', album: 'release' };

/** Below every provider: a name is a claim, tags are somebody's work, an NFO is kept by hand or by a manager. */
const CONFIDENCE = { name: 0.4, tags: 0.7, nfo: 0.9 } as const;

const LATEST = 8.64e15;

interface LocalPart {
  readonly kind: ItemKind;
  readonly values: FieldValues;
  readonly ids?: ExternalIds;
  readonly position?: Position;
  readonly credits?: readonly Credit[];
  readonly images?: readonly ImageCandidate[];
  readonly children?: readonly SourceRecord[];
  readonly parent?: SourceRecord;
}

/** Makes the records of one local source of one group. */
export function localSource(group: MediaGroup, provider: keyof typeof CONFIDENCE): (part: LocalPart) => SourceRecord {
  const providerId = printable(group.key) || '.';
  const fetchedAt = newestChange(group);
  return ({ kind, values, ids = {}, position, credits = [], images = [], children = [], parent }) => {
    const clean = storableValues(values);
    return {
      provider,
      providerId: position === undefined ? providerId : `${providerId}#${Object.values(position).join('x')}`,
      kind,
      fetchedAt,
      digest: createHash('sha256').update(JSON.stringify(clean)).digest('hex').slice(0, 16),
      confidence: CONFIDENCE[provider],
      ids,
      ...(position === undefined ? {} : { position }),
      values: clean,
      credits,
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

/** A key that is the same for the same position. */
export function positionKey({ season, episode, absolute, airDate, disc, track }: Position): string {
  return JSON.stringify([season, episode, absolute, airDate, disc, track]);
}

/** ISO time of the last change of the group's files: what was read from them is as old as they are. */
function newestChange({ files }: MediaGroup): string {
  const newest = files.reduce((latest, { mtimeMs }) => Math.max(latest, mtimeMs), 0);
  return new Date(Number.isFinite(newest) ? Math.min(newest, LATEST) : 0).toISOString();
}

function storableValues(values: FieldValues): FieldValues {
  return JSON.parse(
    JSON.stringify(values, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value)),
  );
}
