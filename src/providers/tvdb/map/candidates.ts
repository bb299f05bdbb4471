import type { ItemKind } from '../../../model/kinds.ts';
import type { Candidate } from '../../../model/outcome.ts';
import { ownValue } from '../../../model/word-table.ts';
import { present } from '../../shared/present.ts';
import { tvdbLanguage } from '../languages.ts';
import type { TvdbBase, TvdbHit, TvdbMovie, TvdbSeries } from '../schema.ts';
import { seasonsOf } from './records.ts';
import { idsOf, otherTitles, titleOf } from './values.ts';

type Kind = Extract<ItemKind, 'movie' | 'series'>;

export function hitCandidate(hit: TvdbHit, kind: Kind, languages: readonly string[]): Candidate {
  const translated = languages.flatMap(
    (language) => ownValue(hit.translations ?? {}, tvdbLanguage(language) ?? '') ?? [],
  );
  const title = translated[0] ?? hit.name;
  const others = new Set([hit.name, ...translated, ...hit.aliases]);
  others.delete(title);
  return {
    ...bareCandidate(hit.tvdb_id, kind, title),
    ids: idsOf({ id: hit.tvdb_id, remoteIds: hit.remote_ids }),
    alternativeTitles: [...others],
    ...present({ originalTitle: hit.name, year: hit.year }),
  };
}

export function baseCandidate(work: TvdbBase, kind: Kind): Candidate {
  return {
    ...bareCandidate(work.id, kind, work.name),
    alternativeTitles: work.aliases,
    ...present({ year: work.year }),
  };
}

export function fullCandidate(
  work: TvdbSeries | TvdbMovie,
  kind: Kind,
  languages: readonly string[],
  seasonType: string,
): Candidate {
  const regular = 'seasons' in work ? seasonsOf(work, seasonType).filter(({ number }) => number > 0) : [];
  return {
    ...bareCandidate(work.id, kind, titleOf(work, languages) ?? ''),
    ids: idsOf(work),
    alternativeTitles: otherTitles(work, languages),
    ...present({
      originalTitle: work.name,
      year: work.year,
      runtime: 'runtime' in work ? work.runtime : undefined,
      seasonCount: regular.length === 0 ? undefined : regular.length,
    }),
  };
}

function bareCandidate(id: string, kind: Kind, title: string) {
  return { provider: 'tvdb', providerId: id, kind, ids: { tvdb: id }, title };
}
