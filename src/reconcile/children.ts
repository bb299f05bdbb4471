import { EXTERNAL_ID_KINDS } from '../model/ids.ts';
import { FIRST_DISC, placeKey, positionOf, sequenceKeys } from '../model/place-keys.ts';
import type { SourceRecord } from '../model/records.ts';
import { compareText } from '../util/compare.ts';

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
    const keys = own === undefined ? [...sequence(child), ...idKeys(child)] : [own];
    const group = keys.map((key) => byKey.get(key)).find((each) => each !== undefined) ?? [];
    if (group.length === 0) groups.push(group);
    group.push(child);
    for (const key of [...(own === undefined ? [] : [own]), ...sequence(child), ...idKeys(child)]) {
      if (!byKey.has(key)) byKey.set(key, group);
    }
  }
  return groups.sort((one, other) => compareText(orderOf(one), orderOf(other)));
}

function place(record: SourceRecord): string | undefined {
  return placeKey(record.kind, positionOf(record));
}

function sequence(record: SourceRecord): readonly string[] {
  return record.kind === 'episode' ? sequenceKeys(positionOf(record)) : [];
}

function idKeys({ kind, ids }: SourceRecord): string[] {
  return EXTERNAL_ID_KINDS.flatMap((id) => (ids[id] === undefined ? [] : [`${kind} ${id} ${ids[id]}`]));
}

/** A text that sorts as the places do; what has no place comes last. */
function orderOf(group: readonly SourceRecord[]): string {
  const [first] = group;
  const { season, episode, absolute, airDate, disc = FIRST_DISC, track } = first === undefined ? {} : positionOf(first);
  const numbers = [first?.kind === 'track' ? disc : season, episode ?? track, absolute];
  const padded = numbers.map((number) => (number === undefined ? '~' : String(number).padStart(8, '0')));
  return [...padded, airDate ?? '~', first?.provider ?? '', first?.providerId ?? ''].join(' ');
}
