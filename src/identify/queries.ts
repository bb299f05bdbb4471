import { mostCommon } from '../model/album-tags.ts';
import { compact } from '../model/compact.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { FileTags } from '../model/media.ts';
import type { WorkClaim } from '../model/reading.ts';
import { titleKey } from '../model/title-key.ts';
import type { SearchQuery } from '../providers/port.ts';

/** However many readings a name has, no source is asked more often than this for one group. */
const MOST = 5;
/** A reading less likely than this is not worth a request. */
const WORTH_ASKING = 0.3;

/**
 * The spellings to search for, in the order of asking: each reading with its year first, because a year narrows most,
 * then without. The asker stops at the first certain answer, so that an ordinary group costs one search.
 */
export function searchQueries(
  kind: GroupKind,
  claims: readonly WorkClaim[],
  tags: readonly FileTags[] = [],
): SearchQuery[] {
  if (kind === 'album') return distinct(albumQueries(claims, tags));
  const likely = claims.filter(({ weight }) => weight >= WORTH_ASKING);
  const main = likely.filter(({ weight }) => weight === 1);
  const others = likely.filter(({ weight }) => weight < 1);
  return distinct([
    ...first(main).map(withYear(kind)),
    ...others.map(withYear(kind)),
    ...first(main).map(withoutYear(kind)),
    ...main.slice(1).map(withYear(kind)),
    ...main.slice(1).map(withoutYear(kind)),
    ...others.map(withoutYear(kind)),
  ]);
}

function albumQueries(claims: readonly WorkClaim[], tags: readonly FileTags[]): SearchQuery[] {
  return claims.flatMap((claim) => {
    const { title, artist, year } = claim;
    const full = compact({
      kind: 'album' as const,
      title,
      artist,
      year,
      trackCount: trackTotal(tags),
      barcode: mostCommon(tags.map(({ barcode }) => barcode)),
      catalogNumber: mostCommon(tags.map(({ catalogNumber }) => catalogNumber)),
    });
    return [full, compact({ kind: 'album' as const, title, artist })];
  });
}

/** Tracks of the whole album, where the tags of every disc say how many it has. */
function trackTotal(tags: readonly FileTags[]): number | undefined {
  const discs = new Map<number, number>();
  for (const { disc, trackTotal: total } of tags) {
    if (total === undefined) return undefined;
    discs.set(disc ?? 1, total);
  }
  const sum = [...discs.values()].reduce((all, total) => all + total, 0);
  return sum === 0 ? undefined : sum;
}

function first<T>(list: readonly T[]): T[] {
  return list.slice(0, 1);
}

function withYear(kind: GroupKind): (claim: WorkClaim) => SearchQuery {
  return ({ title, year }) => compact({ kind, title, year });
}

function withoutYear(kind: GroupKind): (claim: WorkClaim) => SearchQuery {
  return ({ title }) => ({ kind, title });
}

function distinct(queries: readonly SearchQuery[]): SearchQuery[] {
  const seen = new Set<string>();
  const kept: SearchQuery[] = [];
  for (const query of queries) {
    const key = JSON.stringify({ ...query, title: titleKey(query.title), artist: titleKey(query.artist ?? '') });
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(query);
  }
  return kept.slice(0, MOST);
}
