import { performers } from '../../../media/tags/people.ts';
import type { Id3Frame, Id3Version } from './frame.ts';
import { pairsOf, peopleFrame, type RolePair } from './text-frames.ts';

/** Roles of Picard in `TIPL`; every other role is an instrument. */
const ROLES: ReadonlySet<string> = new Set(['arranger', 'engineer', 'producer', 'dj-mix', 'mix']);

export function isRole(role: string): boolean {
  return ROLES.has(role.trim().toLowerCase());
}

/** Sets the people of one role; all others stay. ID3v2.3 keeps them in one frame with the players. */
export function withRole(
  frames: readonly Id3Frame[],
  version: Id3Version,
  role: string,
  names: readonly string[],
): readonly Id3Frame[] {
  const added = names.map((name): RolePair => [role, name]);
  return withPairs(frames, version, version === 4 ? 'TIPL' : 'IPLS', added, (other) => {
    return other.trim().toLowerCase() !== role.toLowerCase();
  });
}

/** Sets the players, given as `name (instrument)`. */
export function withPlayers(
  frames: readonly Id3Frame[],
  version: Id3Version,
  values: readonly string[],
): readonly Id3Frame[] {
  const players = performers(values).map(({ name, instrument = '' }): RolePair => [instrument, name]);
  if (version === 4) return withPairs(frames, version, 'TMCL', players, () => false);
  return withPairs(frames, version, 'IPLS', players, isRole);
}

function withPairs(
  frames: readonly Id3Frame[],
  version: Id3Version,
  id: string,
  added: readonly RolePair[],
  isKept: (role: string) => boolean,
): readonly Id3Frame[] {
  const old = frames.filter((frame) => frame.id === id && !frame.isPacked);
  const pairs = [...old.flatMap(pairsOf).filter(([role]) => isKept(role)), ...added];
  const at = frames.findIndex((frame) => frame.id === id);
  const kept = frames.filter((frame) => !old.includes(frame));
  return kept.toSpliced(at < 0 ? kept.length : at, 0, ...(pairs.length === 0 ? [] : [peopleFrame(version, id, pairs)]));
}
