import type { Draft } from '../draft.ts';
import { EPISODE_WORDS, OF_WORDS, RANGE_WORDS } from '../tables/episode-words.ts';
import { GAP } from '../text/characters.ts';
import { addRange } from './marker.ts';
import type { WordMarker } from './season-lists.ts';

const BRACKETS = GAP.open | GAP.close;

/** On Russian trackers "5 из 20" says that five of twenty are there. */
export function upTo(from: number, to: number, number: number): WordMarker {
  const marker: WordMarker = { from, to, numbers: [1], rule: 'episode.of', version: undefined, other: undefined };
  addRange(marker.numbers, 1, number);
  return marker;
}

/** Spanish `[Cap.204]` is season 2, episode 4. */
export function splitCompact(marker: WordMarker): void {
  const season = Math.floor((marker.numbers[0] ?? 0) / 100);
  const kept = marker.numbers.filter((number) => Math.floor(number / 100) === season).map((number) => number % 100);
  marker.other = season;
  marker.numbers.splice(0, marker.numbers.length, ...kept);
}

/** `Episodes 1-13`, `Ep 1 to 13`, `Cap.1503_1506`, `ep. 1, 2`, `afl.3 en 4`, and a count behind: `серии 1-5 из 12`. */
export function readMoreEpisodes(draft: Draft, marker: WordMarker, word: string): void {
  const { tokens } = draft.name;
  const last = marker.numbers[marker.numbers.length - 1] ?? 0;
  let at = marker.to;
  let next = tokens[at];
  if (next === undefined) return;
  let ranged = (next.gap & (GAP.dash | GAP.tilde)) !== 0 || (word.startsWith('cap') && next.gap === GAP.underscore);
  let listed = (next.gap & (GAP.plus | GAP.amp | GAP.comma)) !== 0;
  if (RANGE_WORDS.has(next.lower)) {
    ranged = true;
    next = tokens[++at];
  } else if (
    next.lower === 'en' ||
    next.lower === 'and' ||
    next.lower === 'und' ||
    next.lower === 'et' ||
    next.lower === 'y'
  ) {
    listed = true;
    next = tokens[++at];
  }
  if (next !== undefined && (next.gap & BRACKETS) === 0) {
    const bare = next.number >= 0 ? next.number : lettered(next.lower);
    const repeated = bare < 0 && EPISODE_WORDS.has(next.folded) ? (tokens[at + 1]?.number ?? -1) : -1;
    const number = bare >= 0 ? bare : repeated;
    const to = at + (bare >= 0 ? 1 : 2);
    const spaced = next.start - (tokens[at - 1]?.end ?? 0) > 1 && (next.gap & GAP.dash) !== 0 && bare === next.number;
    if (ranged && number > last && next.end - next.start < 6 && !(spaced && !standsAlone(draft, to))) {
      if (addRange(marker.numbers, last, number)) marker.to = to;
    } else if (listed && !ranged && number === last + 1) {
      marker.numbers.push(number);
      marker.to = to;
    }
  }
  const of = tokens[marker.to];
  const total = tokens[marker.to + 1]?.number ?? -1;
  if (of === undefined || total <= 0 || !OF_WORDS.has(of.lower)) return;
  if ((of.lower === 'из' || of.lower === 'із') && marker.numbers.length === 1 && last > 1)
    marker.numbers.splice(0, 1, ...upTo(0, 0, last).numbers);
  marker.to += 2;
}

function standsAlone(draft: Draft, to: number): boolean {
  const next = draft.name.tokens[to];
  return next === undefined || (next.gap & BRACKETS) !== 0 || draft.hits[to] !== undefined;
}

function lettered(word: string): number {
  const match = /^(?:e|ep)(\d{1,5})$/.exec(word);
  return match === null ? -1 : Number(match[1]);
}
