import type { MediaGroup } from '../model/files.ts';
import type { Located, Sources } from '../providers/port.ts';
import type { Asking } from './asking.ts';
import { ask, startAsking } from './asking.ts';
import { conflictingKind } from './pins.ts';
import type { PathSearch } from './types.ts';

/** Ids that a person can look up; an Arr's own number says nothing outside of it. */
const TELLING = ['tmdb', 'tvdb', 'imdb', 'musicbrainz-release', 'musicbrainz-release-group'] as const;

/**
 * What every Arr service in charge of the library says of the group's paths; the first to know it sets the identity. It
 * needs the paths alone, so it can come before the files are opened. Throws only when `signal` aborts.
 */
export async function locateByPath(
  group: MediaGroup,
  { managers }: Pick<Sources, 'managers'>,
  signal: AbortSignal,
): Promise<PathSearch> {
  const log: Asking = startAsking(signal);
  const found: Located[] = [];
  for (const manager of managers) {
    if (!manager.groups.includes(group.kind) || !manager.covers(group.library)) continue;
    const answer = await ask(log, manager.id, () => manager.locate(group, log.signal));
    if (answer.status === 'not-found') log.reasons.push(`${manager.instance} does not know this path`);
    if (answer.status !== 'ok') continue;
    const located = answer.value;
    const kind = found[0] === undefined ? undefined : conflictingKind(found[0].ids, located.ids);
    if (kind === undefined) {
      log.reasons.push(`${manager.instance} knows this path as ${describe(located)}`);
      found.push(located);
    } else {
      log.reasons.push(`${manager.instance} takes this path for another work: ${describe(located)}; left out`);
    }
  }
  return { located: found, log };
}

/** `"Alien" (1979, tmdb 348)` of a located record. */
export function describe({ record, ids }: Located): string {
  const year = record.values.year === undefined ? '' : `${record.values.year}, `;
  const kind = TELLING.find((each) => ids[each] !== undefined);
  const id = kind === undefined ? `${record.provider} ${record.providerId}` : `${kind} ${ids[kind]}`;
  return `"${record.values.title ?? record.providerId}" (${year}${id})`;
}
