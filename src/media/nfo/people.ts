import { compact } from '../../model/compact.ts';
import { validId } from '../../model/external-ids.ts';
import type { Credit } from '../../model/records.ts';
import { childrenOf, listIn, textIn, whole } from './nodes.ts';
import type { NfoNode } from './tree.ts';

/** Cast in order of billing, then directors, writers, producers and composers. */
export function creditsOf(node: NfoNode): readonly Credit[] {
  const cast = childrenOf(node, 'actor')
    .map((actor, index) => castOf(actor, index))
    .filter((credit) => credit !== undefined)
    .sort((a, b) => a.order - b.order)
    .map((credit, order) => ({ ...credit, order }));
  return [
    ...cast,
    ...crewOf(node, ['director'], 'directing', 'Director'),
    ...crewOf(node, ['credits', 'writer'], 'writing', 'Writer'),
    ...crewOf(node, ['producer'], 'production', 'Producer'),
    ...crewOf(node, ['composer'], 'music', 'Composer'),
  ];
}

function castOf(actor: NfoNode, index: number): Credit | undefined {
  const name = textIn(actor, 'name');
  if (name === undefined) return undefined;
  const imdb = /^nm\d{7,9}$/.exec(textIn(actor, 'imdbid') ?? '')?.[0];
  const tmdb = validId('tmdb', textIn(actor, 'tmdbid') ?? '');
  const type = textIn(actor, 'type')?.toLowerCase();
  return compact({
    name,
    department: 'cast' as const,
    character: textIn(actor, 'role'),
    order: whole(textIn(actor, 'order', 'sortorder')) ?? index,
    ids: compact({ imdb, 'tmdb-person': tmdb }),
    profileUrl: childrenOf(actor, 'thumb')
      .map((thumb) => thumb.text.trim())
      .find((url) => /^https?:\/\/\S+$/.test(url)),
    guest: type === 'gueststar' ? true : undefined,
  });
}

function crewOf(
  node: NfoNode,
  names: readonly string[],
  department: Credit['department'],
  job: string,
): readonly Credit[] {
  return crewNames(node, names).map((name, order) => ({ name, department, job, order, ids: {} }));
}

/** Producers and the like stand in an element of their own with a `<name>` in it, or as plain text. */
function crewNames(node: NfoNode, names: readonly string[]): readonly string[] {
  const nested = childrenOf(node, ...names).map((child) => textIn(child, 'name'));
  return [...new Set([...(listIn(node, ...names) ?? []), ...nested.filter((name) => name !== undefined)])];
}
