import { EXTERNAL_ID_KINDS } from '../model/ids.ts';
import type { SourceRecord } from '../model/records.ts';
import { compareText } from '../util/compare.ts';

/** Discs count from 1 where none is said. */
const FIRST_DISC = 1;

/**
 * Groups the children of several sources' records of one work into children of the work: those in the same place
 * (season; season and episode; disc and track), else those of the same absolute number or air date where a source gives
 * no place, else those that share an id. Groups are in the order of their places.
 */
export function matchChildren(children: readonly SourceRecord[]): SourceRecord[][] {
  const groups: SourceRecord[][] = [];
  const byKey = new Map<string, SourceRecord[]>();
  const placedFirst = [...children].sort(
    (one, other) => Number(place(other) !== undefined) - Number(place(one) !== undefined),
  );
  for (const child of placedFirst) {
    const own = place(child);
    const keys = own === undefined ? [...sequenceKeys(child), ...idKeys(child)] : [own];
    const group = keys.map((key) => byKey.get(key)).find((each) => each !== undefined) ?? [];
    if (group.length === 0) groups.push(group);
    group.push(child);
    for (const key of [...(own === undefined ? [] : [own]), ...sequenceKeys(child), ...idKeys(child)]) {
      if (!byKey.has(key)) byKey.set(key, group);
    }
  }
  return groups.sort((one, other) => compareText(orderOf(one), orderOf(other)));
}

function place({ kind, position = {}, values }: SourceRecord): string | undefined {
  const season = position.season ?? values.seasonNumber;
  const episode = position.episode ?? values.episodeNumber;
  const track = position.track ?? values.trackNumber;
  if (kind === 'season') return season === undefined ? undefined : `season ${season}`;
  if (kind === 'episode')
    return season === undefined || episode === undefined ? undefined : `episode ${season}x${episode}`;
  if (kind === 'track')
    return track === undefined ? undefined : `track ${position.disc ?? values.discNumber ?? FIRST_DISC}.${track}`;
  return undefined;
}

function sequenceKeys({ kind, position = {}, values }: SourceRecord): string[] {
  if (kind !== 'episode') return [];
  const absolute = position.absolute ?? values.absoluteNumber;
  const airDate = position.airDate ?? values.releaseDate;
  return [
    ...(absolute === undefined ? [] : [`absolute ${absolute}`]),
    ...(airDate === undefined ? [] : [`aired ${airDate}`]),
  ];
}

function idKeys({ kind, ids }: SourceRecord): string[] {
  return EXTERNAL_ID_KINDS.flatMap((id) => (ids[id] === undefined ? [] : [`${kind} ${id} ${ids[id]}`]));
}

/** A text that sorts as the places do; what has no place comes last. */
function orderOf(group: readonly SourceRecord[]): string {
  const [first] = group;
  const { kind, position = {}, values } = first ?? { values: {} };
  const numbers = [
    kind === 'track' ? (position.disc ?? values.discNumber ?? FIRST_DISC) : (position.season ?? values.seasonNumber),
    position.episode ?? values.episodeNumber ?? position.track ?? values.trackNumber,
    position.absolute ?? values.absoluteNumber,
  ];
  const padded = numbers.map((number) => (number === undefined ? '~' : String(number).padStart(8, '0')));
  return [
    ...padded,
    position.airDate ?? values.releaseDate ?? '~',
    first?.provider ?? '',
    first?.providerId ?? '',
  ].join(' ');
}
