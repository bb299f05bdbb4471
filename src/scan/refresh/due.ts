import type { GroupKind } from '../../model/kinds.ts';
import type { RefreshableGroup } from '../../store/port.ts';

/** After how many days a work is asked about again. */
export interface RefreshAges {
  /** Series that are still being broadcast. */
  readonly airing: number;
  /** Works that came out within the last 90 days, or are to come out. */
  readonly new: number;
  readonly movies: number;
  readonly series: number;
  readonly albums: number;
  /** Works that ended or came out more than five years ago. */
  readonly old: number;
}

const DAY = 86_400_000;
const NEW_DAYS = 90;
const OLD_DAYS = 5 * 365;
/** What sources call series that go on. */
const AIRING: ReadonlySet<string> = new Set(['continuing', 'returning series', 'running', 'in production', 'pilot']);
const AGE_OF_KIND: Readonly<Record<GroupKind, 'movies' | 'series' | 'albums'>> = {
  movie: 'movies',
  series: 'series',
  album: 'albums',
};

/** The state that decides how soon a work is asked about again. */
export function stateOf(group: RefreshableGroup, now: number): keyof RefreshAges {
  const { kind, status, date } = group;
  if (kind === 'series' && status !== undefined && AIRING.has(status.toLowerCase())) return 'airing';
  const released = date === undefined ? Number.NaN : Date.parse(date);
  if (released > now - NEW_DAYS * DAY) return 'new';
  return released < now - OLD_DAYS * DAY ? 'old' : AGE_OF_KIND[kind];
}

/**
 * A group is due if it was last asked about before this time. Each group has a fixed day in its period, so that a library that
 * was filled in one night is asked about evenly over all days. A group that was asked about less than a quarter of the period
 * before its day waits for the next one.
 */
export function dueBefore(group: RefreshableGroup, ages: RefreshAges, now: number): number {
  const period = ages[stateOf(group, now)] * DAY;
  // Within a day or two there is nothing to spread, and a job of every night must not come a little too early.
  if (period <= 2 * DAY) return now - 0.75 * period;
  const phase = fractionOf(`${group.kind} ${group.key}`) * period;
  const place = Math.floor((now - phase) / period) * period + phase;
  return place - period / 4;
}

/** A number from 0 to 1 that is always the same for a text (FNV-1a, with its bits mixed once more). */
function fractionOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
