import { compact } from '../../model/compact.ts';
import type { Certification, Rating } from '../../model/fields.ts';
import { wordTable } from '../../model/word-table.ts';
import { childrenOf, decimal, textIn } from './nodes.ts';
import type { NfoNode } from './tree.ts';

/** Names of raters as Kodi's scrapers and the Arr services write them, in ours. */
const SOURCES: ReadonlyMap<string, string> = wordTable({
  themoviedb: 'tmdb',
  thetvdb: 'tvdb',
  tomatometerallcritics: 'rottentomatoes',
  tomatometerallaudience: 'rottentomatoes-audience',
  tomatometeravgcritics: 'rottentomatoes-average',
});

/** Ratings scaled to 0…10. With `<ratings>`, the flat `<rating>` and `<votes>` say nothing new and are ignored (Kodi). */
export function ratingsOf(node: NfoNode): readonly Rating[] | undefined {
  const nested = childrenOf(node, 'ratings').flatMap((outer) => childrenOf(outer, 'rating'));
  const ratings =
    nested.length > 0
      ? nested.map((rating) =>
          ratingOf(rating.attributes.get('name') ?? 'nfo', textIn(rating, 'value'), rating, textIn(rating, 'votes')),
        )
      : childrenOf(node, 'rating', 'communityrating')
          .slice(0, 1)
          .map((rating) => ratingOf('nfo', rating.text, rating, textIn(node, 'votes')));
  const found = ratings.filter((rating) => rating !== undefined);
  return found.length === 0 ? undefined : found;
}

function ratingOf(
  name: string,
  text: string | undefined,
  node: NfoNode,
  votesText: string | undefined,
): Rating | undefined {
  const value = decimal(text);
  const max = decimal(node.attributes.get('max')) ?? 10;
  if (value === undefined || value <= 0 || max <= 0 || value > max) return undefined;
  const votes = Number(votesText?.replace(/[\s.,']/g, '') || Number.NaN);
  const source = name.toLowerCase();
  return compact({
    source: SOURCES.get(source) ?? source,
    value: Math.round((value / max) * 1000) / 100,
    votes: Number.isSafeInteger(votes) && votes > 0 ? votes : undefined,
  });
}

const AMERICAN = /^(G|PG|PG-13|R|NC-17|NR|TV-(Y7?|G|PG|14|MA))$/;

/** `US:PG-13 / DE:12`, `Rated R`, `DE-16`, `PG-13`. Without a country, only American marks are known by themselves. */
export function certificationsOf(node: NfoNode): readonly Certification[] | undefined {
  const found: Certification[] = [];
  const parts = childrenOf(node, 'mpaa', 'certification').flatMap((child) => child.text.split(/\s+\/\s+/));
  for (const part of parts) {
    const text = part.trim().replace(/^rated\s+/i, '');
    const [, country, value] = /^([A-Za-z]{2})\s*[:-]\s*(\S.{0,30})$/.exec(text) ?? [];
    if (AMERICAN.test(text)) found.push({ country: 'US', value: text });
    else if (country !== undefined && value !== undefined) found.push({ country: country.toUpperCase(), value });
  }
  const unique = new Map(found.map((one) => [`${one.country} ${one.value}`, one]));
  return unique.size === 0 ? undefined : [...unique.values()];
}
