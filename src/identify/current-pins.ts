import type { ExternalIdKind } from '../model/ids.ts';
import type { GroupKind, ItemKind } from '../model/kinds.ts';
import { ROOT_KIND } from '../model/kinds.ts';
import type { Pin } from '../model/reading.ts';
import type { KnownIdentity } from './types.ts';

/**
 * The pins with the ids that took the place of merged ones, as far as the store has met the merge: an old id in a name, an
 * NFO or a tag neither contradicts the new one nor has to be known to its source any more. Their texts stay as they were.
 */
export async function currentPins(pins: readonly Pin[], group: GroupKind, known: KnownIdentity): Promise<Pin[]> {
  const current: Pin[] = [];
  const seen = new Set<string>();
  for (const pin of pins) {
    const value = (await currentValue(pin, group, known)) ?? pin.value;
    const key = `${pin.kind}=${value}`;
    if (!seen.has(key)) current.push({ ...pin, value });
    seen.add(key);
  }
  return current;
}

async function currentValue(pin: Pin, group: GroupKind, known: KnownIdentity): Promise<string | undefined> {
  for (const [item, kind] of meanings(pin.kind, group)) {
    const value = await known.currentId(item, { kind, value: pin.value });
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What items an id of a kind may be of. */
function meanings(kind: Pin['kind'], group: GroupKind): readonly (readonly [ItemKind, ExternalIdKind])[] {
  const release = ['release', 'musicbrainz-release'] as const;
  const releaseGroup = ['release-group', 'musicbrainz-release-group'] as const;
  if (kind === 'mbid') return [release, releaseGroup];
  return kind === 'musicbrainz-release-group' ? [releaseGroup] : [[ROOT_KIND[group], kind]];
}
