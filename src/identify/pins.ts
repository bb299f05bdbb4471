import { identifiesWork, isOfInstance } from '../model/external-ids.ts';
import type { ExternalIds } from '../model/ids.ts';
import { EXTERNAL_ID_KINDS } from '../model/ids.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { NfoReading } from '../model/media.ts';
import type { ClaimSource, Pin } from '../model/reading.ts';
import type { IdentifyInput } from './types.ts';

/** Whose word goes first; within one source the order in which the pins were read. */
const RANK: readonly ClaimSource[] = [
  'person',
  'file-name',
  'folder-name',
  'season-folder',
  'show-folder',
  'plexmatch',
  'nfo',
  'tags',
  'probe',
];

const NFO_ROOTS: Readonly<Record<GroupKind, NfoReading['root']>> = { movie: 'movie', series: 'tvshow', album: 'album' };

/** Pins of all local sources (names, `.plexmatch`, NFO, tags, a person), strongest first, each id once. A person's silence the others. */
export function collectPins({ group, nfo, tags }: IdentifyInput): Pin[] {
  const pins = [
    ...group.pins,
    ...workNfos(nfo, group.kind).flatMap(({ ids, defaultId }) => pinsOf(ids, 'nfo', 'in the NFO', defaultId)),
    ...(group.kind === 'album' ? tags.flatMap(({ ids }) => pinsOf(ids, 'tags', 'in the tags')) : []),
  ];
  const seen = new Set<string>();
  const settles = (kind: Pin['kind']): boolean =>
    kind === 'mbid'
      ? group.kind === 'album'
      : identifiesWork(kind, group.kind) || (group.library.kind === 'adult' && identifiesWork(kind, 'scene'));
  const works = pins
    .filter(({ kind, value }) => {
      const key = `${kind}=${value}`;
      return settles(kind) && value !== '' && !seen.has(key) && seen.add(key) !== undefined;
    })
    .sort((one, other) => rank(one) - rank(other));
  const byPerson = works.filter(({ source }) => source === 'person');
  return byPerson.length > 0 ? byPerson : works;
}

/** Two pins that name different works, if there are such. */
export function contradiction(pins: readonly Pin[]): readonly [Pin, Pin] | undefined {
  const byKind = new Map<Pin['kind'], Pin>();
  for (const pin of pins) {
    const earlier = byKind.get(pin.kind);
    if (earlier === undefined) byKind.set(pin.kind, pin);
    else if (earlier.value !== pin.value) return [earlier, pin];
  }
  return undefined;
}

/** The ids that the pins name, the strongest of each kind. */
export function pinnedIds(pins: readonly Pin[]): ExternalIds {
  const ids: ExternalIds = {};
  for (const { kind, value } of pins) if (kind !== 'mbid') ids[kind] ??= value;
  return ids;
}

/**
 * Ids that only narrow a search: an album's artist, as its tags name it. A candidate that has another id of that kind
 * is another work. Only what all tagged files agree on.
 */
export function narrowingIds({ group, tags }: IdentifyInput): ExternalIds {
  const artists = new Set(tags.map(({ albumArtistMbid }) => albumArtistMbid).filter((id) => id !== undefined));
  const [artist, ...others] = artists;
  return group.kind !== 'album' || artist === undefined || others.length > 0 ? {} : { 'musicbrainz-artist': artist };
}

/** Whether both know an id of one kind and differ in it. The first kind in which they differ is told. */
export function conflictingKind(one: ExternalIds, other: ExternalIds): keyof ExternalIds | undefined {
  return EXTERNAL_ID_KINDS.find((kind) => {
    if (isOfInstance(kind)) return false;
    const id = one[kind];
    return id !== undefined && other[kind] !== undefined && other[kind] !== id;
  });
}

/** NFOs of the work itself; several of only an address in a series are of its episodes. */
function workNfos(nfo: readonly NfoReading[], kind: GroupKind): NfoReading[] {
  const addresses = nfo.filter(({ root }) => root === 'url-only');
  const own = nfo.filter(({ root }) => root === NFO_ROOTS[kind]);
  return kind === 'series' && addresses.length > 1 ? own : [...own, ...addresses];
}

function pinsOf(ids: ExternalIds, source: ClaimSource, where: string, first?: keyof ExternalIds): Pin[] {
  const kinds = EXTERNAL_ID_KINDS.filter((kind) => ids[kind] !== undefined);
  kinds.sort((one, other) => Number(other === first) - Number(one === first));
  return kinds.map((kind) => {
    const value = ids[kind] ?? '';
    return { kind, value, source, text: `${kind} ${value} ${where}` };
  });
}

function rank({ source }: Pin): number {
  const place = RANK.indexOf(source);
  return place < 0 ? RANK.length : place;
}
