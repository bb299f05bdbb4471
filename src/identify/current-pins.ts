import type { FormerId } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import { ROOT_KIND } from '../model/kinds.ts';
import type { Pin } from '../model/reading.ts';
import type { KnownIdentity } from './types.ts';

/**
 * The pins with the ids that took the place of merged ones, as far as the store has met the merge: an old id in a name, an
 * NFO or a tag neither contradicts the new one nor has to be known to its source any more. Their texts stay as they were.
 * One question to the store covers all pins of a group.
 */
export async function currentPins(pins: readonly Pin[], group: GroupKind, known: KnownIdentity): Promise<Pin[]> {
  if (pins.length === 0) return [];
  const former = pins.map((pin) => meanings(pin.kind, group).map((meaning) => ({ ...meaning, value: pin.value })));
  const merged = await known.currentIds(former.flat());
  const current: Pin[] = [];
  const seen = new Set<string>();
  let place = 0;
  for (const [index, pin] of pins.entries()) {
    const end = place + (former[index]?.length ?? 0);
    const value = merged.slice(place, end).find((id) => id !== undefined) ?? pin.value;
    place = end;
    const key = `${pin.kind}=${value}`;
    if (!seen.has(key)) current.push({ ...pin, value });
    seen.add(key);
  }
  return current;
}

/** What items an id of a kind may be of. */
function meanings(kind: Pin['kind'], group: GroupKind): readonly Omit<FormerId, 'value'>[] {
  const release = { itemKind: 'release', kind: 'musicbrainz-release' } as const;
  const releaseGroup = { itemKind: 'release-group', kind: 'musicbrainz-release-group' } as const;
  if (kind === 'mbid') return [release, releaseGroup];
  return kind === 'musicbrainz-release-group' ? [releaseGroup] : [{ itemKind: ROOT_KIND[group], kind }];
}
