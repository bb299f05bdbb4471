import { titleKey } from '../../model/title-key.ts';
import { TITLE_WITH_PART } from '../rules/title.ts';
import type { Sibling, SiblingContext } from './sibling.ts';

/** `Show Part 1`, `Show Part 2`: in a folder of a show, the parts of one title are its episodes. */
export function settleParts(siblings: readonly Sibling[], { season }: SiblingContext): Sibling[] {
  const families = new Map<string, Sibling[]>();
  for (const sibling of siblings) {
    const { reading } = sibling;
    if (!reading.claims.some(({ rule }) => rule === TITLE_WITH_PART) || reading.episodes.length > 0) continue;
    const key = titleKey(reading.title ?? '');
    const family = families.get(key);
    if (family === undefined) families.set(key, [sibling]);
    else family.push(sibling);
  }
  const episodes = new Map<Sibling, number>();
  for (const family of families.values()) {
    const numbers = new Set(family.map(({ reading }) => reading.part));
    if (numbers.size < 2 || numbers.size < family.length) continue;
    for (const sibling of family) episodes.set(sibling, sibling.reading.part ?? 0);
  }
  return siblings.map((sibling) => {
    const episode = episodes.get(sibling);
    if (episode === undefined) return sibling;
    const { part: _, ...reading } = sibling.reading;
    return { ...sibling, reading: { ...reading, type: 'episode', season: season ?? 1, episodes: [episode] } };
  });
}
