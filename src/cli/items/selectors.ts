import { resolve } from 'node:path';
import { EXTERNAL_ID_KINDS, type ExternalIdKind } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import { titleKey } from '../../model/title-key.ts';
import type { ItemView } from '../../model/views.ts';
import type { ItemSelector } from '../../store/port.ts';
import { similarity } from '../../store/query/similarity.ts';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** So much of an id as a person copies. */
const ID_START = /^[\da-f]{8}[\da-f-]*$/i;
const EXTERNAL = /^([a-z-]+):(\S+)$/i;
const BARE_IMDB = /^tt\d{7,}$/;
/** Two titles that differ by less in their likeness to what was asked for may both be meant. */
const ABOUT = 0.1;
const YEAR_BEHIND = /^(.*\S)\s+(?:\((\d{4})\)|(\d{4}))$/;

/**
 * What a person may mean with words, most likely first: an id, an external id, a path, a title. A year behind a title is
 * tried as a part of it first ("Blade Runner 2049"), in brackets as the year only.
 */
export function selectorsOf(what: string, cwd: string): readonly ItemSelector[] {
  if (UUID.test(what)) return [{ by: 'id', id: what.toLowerCase() }];
  if (BARE_IMDB.test(what)) return [{ by: 'external', kind: 'imdb', value: what }];
  const [, kind = '', value = ''] = EXTERNAL.exec(what) ?? [];
  const external = EXTERNAL_ID_KINDS.find((known) => known === kind.toLowerCase());
  if (external !== undefined) return [externalSelector(external, value)];
  const path: ItemSelector = { by: 'path', path: resolve(cwd, what) };
  if (what.includes('/')) return [path, ...titleSelectors(what)];
  const id: readonly ItemSelector[] = ID_START.test(what) ? [{ by: 'id', id: what.toLowerCase() }] : [];
  return [...id, ...titleSelectors(what), path];
}

function externalSelector(kind: ExternalIdKind, value: string): ItemSelector {
  return { by: 'external', kind, value: kind.startsWith('musicbrainz') ? value.toLowerCase() : value };
}

function titleSelectors(what: string): readonly ItemSelector[] {
  const [, title, inBrackets, bare] = YEAR_BEHIND.exec(what) ?? [];
  const whole: ItemSelector = { by: 'title', title: what };
  if (title === undefined) return [whole];
  const split: ItemSelector = { by: 'title', title, year: Number(inBrackets ?? bare) };
  return inBrackets === undefined ? [whole, split] : [split, whole];
}

/** When nothing else finds anything: titles that are spelt much like this. */
export function similarSelectors(what: string): readonly ItemSelector[] {
  return [...titleSelectors(what)]
    .reverse()
    .map((selector) => (selector.by === 'title' ? { ...selector, similar: true } : selector));
}

/** Works that stand for themselves come before their parts, which may share their titles and the numbers of their ids. */
const RANKS: readonly (readonly ItemKind[])[] = [
  ['movie', 'series', 'release'],
  ['artist', 'release-group', 'season'],
  ['episode', 'track'],
];

/** Of what the store found, the items that can be meant: those of the highest rank, and of these the exact titles. */
export function bestItems(
  items: readonly ItemView[],
  selector: ItemSelector,
  kind: ItemKind | undefined,
): readonly ItemView[] {
  const wanted = kind === undefined ? items : items.filter((item) => item.kind === kind);
  const rank = RANKS.find((kinds) => wanted.some((item) => kinds.includes(item.kind))) ?? [];
  const ranked = wanted.filter((item) => rank.includes(item.kind));
  if (selector.by !== 'title') return ranked;
  if (selector.similar === true) return clearly(ranked, titleKey(selector.title));
  const exact = ranked.filter((item) => folded(item.title) === folded(selector.title));
  return exact.length > 0 ? exact : ranked;
}

/** Those that are about as similar as the most similar. */
function clearly(items: readonly ItemView[], key: string): readonly ItemView[] {
  const likeness = items.map((item) => similarity(key, titleKey(item.title)));
  const best = Math.max(0, ...likeness);
  return items.filter((_item, place) => (likeness[place] ?? 0) >= best - ABOUT);
}

function folded(title: string): string {
  return title.normalize('NFKC').toLowerCase();
}
