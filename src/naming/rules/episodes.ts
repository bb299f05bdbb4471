import { claim, type Draft, ROLE, take } from '../draft.ts';
import { GAP } from '../text/characters.ts';
import type { Reader } from '../text/reader.ts';
import type { Token } from '../text/tokens.ts';
import { applyDate, applyMarker, applyNumber, applySeason, mark } from './apply-episodes.ts';
import { findCompact, findPair } from './compact.ts';
import { isYear, readDateAt, readShortDateAt } from './dates.ts';
import { readEpisodeWordAt } from './episode-markers.ts';
import type { Marker } from './marker.ts';
import type { NumberMarker, NumberScope } from './number-value.ts';
import { findNumber } from './numbers.ts';
import type { WordMarker } from './season-lists.ts';
import { readSeasonAt } from './season-markers.ts';
import { readCrossed, readLettered, readStandard } from './standard.ts';

/** Finds what says which episode a file is of. The surest form wins wherever it stands; bare numbers come last. */
export function findEpisodes(draft: Draft, reader: Reader, scope: NumberScope | undefined): void {
  if (findStandard(draft, reader, scope?.fansub ?? false)) {
    findDate(draft);
    return;
  }
  const dated = findDate(draft);
  const season = findSeason(draft, scope === undefined);
  const word = findEpisodeWord(draft, reader);
  if (season !== undefined || word !== undefined) applyWords(draft, season, word, scope);
  else if (scope !== undefined) findBare(draft, scope, dated);
}

function findBare(draft: Draft, scope: NumberScope, dated: boolean): void {
  if (dated) {
    // Beside a date only the form that says season and episode counts.
    const both = findNumber(draft, scope);
    if (both?.season === undefined) return;
  }
  const early = scope.fansub || scope.inSeason ? undefined : findPair(draft, scope);
  const number = early === undefined ? findNumber(draft, scope) : undefined;
  if (number !== undefined) {
    draft.absolute = number.numbers;
    if (number.season !== undefined) {
      draft.season = number.season;
      draft.episodes = number.numbers;
      draft.absolute = [];
    }
    applyNumber(draft, number, number.season === undefined ? 'absolute' : 'episodes');
    return;
  }
  const pair = early ?? findCompact(draft, scope);
  if (pair !== undefined) {
    draft.season = pair.season;
    draft.episodes = pair.numbers;
    claim(draft, 'season', pair.season ?? 0, pair.rule, pair.from, pair.to, pair.confidence);
    applyNumber(draft, pair, 'episodes');
    return;
  }
  for (let index = 0; index < draft.name.tokens.length; index++) {
    const found = draft.roles[index] === ROLE.free ? readShortDateAt(draft, index) : undefined;
    if (found !== undefined) {
      applyDate(draft, found.date, found.from, found.to, 0.5);
      return;
    }
  }
}

function findStandard(draft: Draft, reader: Reader, fansub: boolean): boolean {
  const { tokens } = draft.name;
  let crossed: Marker | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || draft.roles[index] !== ROLE.free) continue;
    const first = token.lower.charCodeAt(0);
    if (first === 0x73 || first === 0x74) {
      const second = token.lower.charCodeAt(1);
      if (second < 0x30 || second > 0x39) continue;
      const marker = readStandard(reader, token.start);
      if (marker !== undefined) {
        applyMarker(draft, marker, index, fansub);
        return true;
      }
    } else if (crossed === undefined && first >= 0x30 && first <= 0x39 && token.number < 0) {
      crossed = isChannels(draft, index, token) ? undefined : readCrossed(reader, token.start);
    }
  }
  if (crossed === undefined) return false;
  const { start } = crossed;
  applyMarker(
    draft,
    crossed,
    tokens.findIndex((token) => token.start === start),
    fansub,
  );
  return true;
}

/** `5.1x2`: two tracks of sound with six channels. */
function isChannels(draft: Draft, index: number, token: Token): boolean {
  const before = draft.name.tokens[index - 1];
  return (
    before !== undefined &&
    token.gap === GAP.dot &&
    before.end - before.start === 1 &&
    before.number >= 1 &&
    /^[01]x\d$/.test(token.lower)
  );
}

function findSeason(draft: Draft, movies: boolean): WordMarker | undefined {
  let cjk: WordMarker | undefined;
  for (let index = draft.titleStart; index < draft.name.tokens.length; index++) {
    if (draft.roles[index] !== ROLE.free) continue;
    const marker = readSeasonAt(draft, index);
    if (marker === undefined) continue;
    if (movies && marker.rule === 'season.word' && marker.other === undefined) return undefined;
    if (isSeasonInTitle(draft, marker)) continue;
    if (marker.rule === 'season.cjk' && cjk === undefined) {
      cjk = marker;
      continue;
    }
    take(draft, marker.from, marker.to, ROLE.episode);
    return marker;
  }
  if (cjk !== undefined) take(draft, cjk.from, cjk.to, ROLE.episode);
  return cjk;
}

/** "Wet Season 2019", "Open Season 2 (2008)": a word of the title, with the year or the number of a sequel behind it. */
function isSeasonInTitle(draft: Draft, { from, to, numbers, rule, other }: WordMarker): boolean {
  const { tokens, brackets } = draft.name;
  const number = tokens[from + 1];
  if (rule !== 'season.word' || numbers.length > 1 || other !== undefined || number === undefined) return false;
  if (tokens[from]?.lower !== 'season' || to !== from + 2 || from === draft.titleStart) return false;
  const next = tokens[to];
  if (isYear(number)) return next === undefined || draft.hits[to]?.tag.field === 'resolution';
  // A file holds no whole season.
  const year = next !== undefined && isYear(next) && brackets[next.bracket]?.first === to;
  return year && draft.isFile && brackets[next.bracket]?.end === tokens.length;
}

function findEpisodeWord(draft: Draft, reader: Reader): WordMarker | undefined {
  const { tokens } = draft.name;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || draft.roles[index] !== ROLE.free) continue;
    if (token.lower.charCodeAt(0) === 0x65) {
      const lettered = readLettered(reader, token.start);
      if (lettered !== undefined) {
        let to = index + 1;
        while ((tokens[to]?.start ?? Number.POSITIVE_INFINITY) < lettered.end) to++;
        return {
          from: index,
          to,
          numbers: lettered.episodes,
          rule: lettered.rule,
          version: lettered.version,
          other: undefined,
        };
      }
    }
    const marker = readEpisodeWordAt(draft, index);
    if (marker !== undefined) return marker;
  }
  return undefined;
}

function applyWords(
  draft: Draft,
  season: WordMarker | undefined,
  word: WordMarker | undefined,
  scope: NumberScope | undefined,
): void {
  if (season !== undefined) applySeason(draft, season);
  if (word !== undefined) {
    draft.episodes = word.numbers;
    if (word.other !== undefined) {
      draft.season = word.other;
      draft.seasons = [];
    }
    draft.version = word.version;
    claim(draft, 'episodes', word.numbers.join(','), word.rule, word.from, word.to, 0.85);
    take(draft, word.from, word.to, ROLE.episode);
    if (
      season === undefined ||
      word.from <= season.to ||
      (word.from === season.to + 1 && draft.hits[season.to] === undefined)
    )
      mark(draft, word.from, word.to, word.rule);
    else if (word.to <= season.from) mark(draft, word.from, season.to, word.rule);
    return;
  }
  if (season === undefined || season.numbers.length > 1 || season.other !== undefined || scope === undefined) return;
  const number = numberBehindSeason(draft, season, scope);
  if (number === undefined) return;
  draft.episodes = number.numbers;
  applyNumber(draft, number, 'episodes');
}

/** `S2 - 07`, `S2 [05]`, `2nd Season 24`: the number next to the season is the episode. */
function numberBehindSeason(draft: Draft, season: WordMarker, scope: NumberScope): NumberMarker | undefined {
  const next = draft.name.tokens[season.to]?.lower ?? '';
  if (next === 'extras' || next === 'extra') return undefined;
  if (next === 'vol' || next === 'part') {
    const behind = findNumber(draft, {
      ...scope,
      start: season.to + 1,
      limit: Math.max(scope.limit, season.to),
      fansub: true,
    });
    return behind?.rule === 'episode.dashed-number' && behind.from === season.to + 2 ? behind : undefined;
  }
  const found = findNumber(draft, {
    ...scope,
    start: season.to - 1,
    limit: Math.max(scope.limit, season.to),
    fansub: true,
  });
  return found !== undefined && found.from <= season.to + 3 ? found : undefined;
}

function findDate(draft: Draft): boolean {
  const { tokens } = draft.name;
  for (let index = 0; index < tokens.length; index++) {
    if (draft.roles[index] !== ROLE.free) continue;
    const found = readDateAt(draft, index);
    if (found === undefined || !isFree(draft, found.from, found.to)) continue;
    applyDate(draft, found.date, found.from, found.to, 0.9);
    return true;
  }
  return false;
}

function isFree(draft: Draft, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (draft.roles[index] !== ROLE.free) return false;
  return true;
}
