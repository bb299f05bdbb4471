import { claim, type Draft, ROLE, take } from '../draft.ts';
import type { Reader } from '../text/reader.ts';
import { readDateAt } from './dates.ts';
import type { Marker } from './marker.ts';
import { findCompact, findNumber, type NumberMarker, type NumberScope } from './numbers.ts';
import { readCrossed, readLettered, readStandard } from './standard.ts';
import { readEpisodeWordAt, readSeasonAt, type WordMarker } from './word-markers.ts';

/** Finds what says which episode a file is of. The surest form wins wherever it stands; bare numbers come last. */
export function findEpisodes(draft: Draft, reader: Reader, bare: () => NumberScope | undefined): void {
  if (findStandard(draft, reader)) return;
  const season = findSeason(draft);
  const word = findEpisodeWord(draft, reader);
  if (season !== undefined || word !== undefined) {
    applyWords(draft, season, word, bare);
    return;
  }
  if (findDate(draft)) return;
  const scope = bare();
  if (scope === undefined) return;
  const number = findNumber(draft, scope);
  if (number !== undefined) {
    applyNumber(draft, number);
    return;
  }
  const compact = findCompact(draft, scope);
  if (compact === undefined) return;
  draft.season = compact.season;
  draft.episodes = compact.marker.numbers;
  mark(draft, compact.marker.from, compact.marker.to, compact.marker.rule);
  claim(draft, 'season', compact.season, compact.marker.rule, compact.marker.from, compact.marker.to, 0.5);
  claim(
    draft,
    'episodes',
    compact.marker.numbers.join(','),
    compact.marker.rule,
    compact.marker.from,
    compact.marker.to,
    0.5,
  );
}

function findStandard(draft: Draft, reader: Reader): boolean {
  const { tokens } = draft.name;
  let crossed: Marker | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || draft.roles[index] !== ROLE.free) continue;
    const first = token.lower.charCodeAt(0);
    if (first === 0x73) {
      const marker = readStandard(reader, token.start);
      if (marker !== undefined) {
        applyMarker(draft, marker);
        return true;
      }
    } else if (crossed === undefined && first >= 0x30 && first <= 0x39 && token.number < 0) {
      crossed = readCrossed(reader, token.start);
    }
  }
  if (crossed === undefined) return false;
  applyMarker(draft, crossed);
  return true;
}

function applyMarker(draft: Draft, marker: Marker): void {
  const from = draft.name.tokens.findIndex((token) => token.end > marker.start);
  let to = from;
  while ((draft.name.tokens[to]?.start ?? Number.POSITIVE_INFINITY) < marker.end) to++;
  draft.season = marker.season;
  draft.episodes = marker.episodes;
  draft.version = marker.version;
  if (marker.season !== undefined) claim(draft, 'season', marker.season, marker.rule, from, to, marker.confidence);
  claim(draft, 'episodes', marker.episodes.join(','), marker.rule, from, to, marker.confidence);
  mark(draft, from, to, marker.rule);
}

function mark(draft: Draft, from: number, to: number, rule: string): void {
  take(draft, from, to, ROLE.episode);
  draft.markerStart = draft.markerStart < 0 ? from : Math.min(draft.markerStart, from);
  draft.markerEnd = Math.max(draft.markerEnd, to);
  if (draft.rule === '') draft.rule = rule;
}

function findSeason(draft: Draft): WordMarker | undefined {
  for (let index = 0; index < draft.name.tokens.length; index++) {
    if (draft.roles[index] !== ROLE.free) continue;
    const marker = readSeasonAt(draft, index);
    if (marker !== undefined) return marker;
  }
  return undefined;
}

function findEpisodeWord(draft: Draft, reader: Reader): WordMarker | undefined {
  const { tokens } = draft.name;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || draft.roles[index] !== ROLE.free) continue;
    if (token.lower.charCodeAt(0) === 0x65) {
      const lettered = readLettered(reader, token.start);
      if (lettered !== undefined) {
        let to = index;
        while ((tokens[to]?.start ?? Number.POSITIVE_INFINITY) < lettered.end) to++;
        return {
          from: index,
          to,
          numbers: lettered.episodes,
          rule: lettered.rule,
          version: lettered.version,
          season: undefined,
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
  bare: () => NumberScope | undefined,
): void {
  if (season !== undefined) {
    if (season.numbers.length > 1) draft.seasons = season.numbers;
    else draft.season = season.numbers[0];
    claim(
      draft,
      season.numbers.length > 1 ? 'seasons' : 'season',
      season.numbers.join(','),
      season.rule,
      season.from,
      season.to,
      0.9,
    );
    mark(draft, season.from, season.to, season.rule);
  }
  if (word !== undefined) {
    draft.episodes = word.numbers;
    if (word.season !== undefined) {
      draft.season = word.season;
      draft.seasons = [];
    }
    draft.version = word.version;
    claim(draft, 'episodes', word.numbers.join(','), word.rule, word.from, word.to, 0.85);
    take(draft, word.from, word.to, ROLE.episode);
    if (season === undefined || word.from <= season.to + 1) mark(draft, word.from, word.to, word.rule);
    return;
  }
  if (season === undefined || season.numbers.length > 1) return;
  const number = numberBehindSeason(draft, season, bare);
  if (number === undefined) return;
  draft.episodes = number.numbers;
  draft.version = number.version;
  claim(draft, 'episodes', number.numbers.join(','), number.rule, number.from, number.to, number.confidence);
  mark(draft, number.from, number.to, number.rule);
}

/** `S2 - 07`, `S2 [05]`, `2nd Season 24`: the number next to the season is the episode. */
function numberBehindSeason(
  draft: Draft,
  season: WordMarker,
  bare: () => NumberScope | undefined,
): NumberMarker | undefined {
  const scope = bare();
  if (scope === undefined) return undefined;
  const found = findNumber(draft, {
    ...scope,
    start: Math.max(0, season.to - 1),
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
    if (found === undefined) continue;
    draft.date = found.date;
    claim(draft, 'date', found.date, 'date', found.from, found.to, 0.9);
    take(draft, found.from, found.to, ROLE.date);
    draft.markerStart = found.from;
    draft.markerEnd = found.to;
    draft.rule = 'date';
    return true;
  }
  return false;
}

export function applyNumber(draft: Draft, number: NumberMarker): void {
  draft.absolute = number.numbers;
  draft.version = number.version;
  claim(draft, 'absolute', number.numbers.join(','), number.rule, number.from, number.to, number.confidence);
  mark(draft, number.from, number.to, number.rule);
}
