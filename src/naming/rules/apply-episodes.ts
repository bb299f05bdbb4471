import { claim, type Draft, ROLE, take } from '../draft.ts';
import { valueBefore, valueBehind } from './absolute-beside.ts';
import type { Marker } from './marker.ts';
import type { NumberMarker } from './number-value.ts';
import type { WordMarker } from './season-lists.ts';
import { readSeasonAt } from './season-markers.ts';

export function applyMarker(draft: Draft, marker: Marker, from: number, fansub: boolean): void {
  const { tokens } = draft.name;
  let to = from + 1;
  while ((tokens[to]?.start ?? Number.POSITIVE_INFINITY) < marker.end) to++;
  draft.season = marker.season;
  draft.episodes = marker.episodes;
  draft.version = marker.version;
  if (marker.season !== undefined) claim(draft, 'season', marker.season, marker.rule, from, to, marker.confidence);
  claim(draft, 'episodes', marker.episodes.join(','), marker.rule, from, to, marker.confidence);
  let start = from;
  // "Ep 2x03": the short word belongs to the marker; "The Episode S01E01" is called so.
  const word = tokens[start - 1]?.lower;
  if (start > draft.titleStart + 1 && (word === 'ep' || word === 'eps')) start--;
  mark(draft, start, to, marker.rule);
  const before = valueBefore(draft, start);
  const behind = before === undefined ? valueBehind(draft, to, fansub) : undefined;
  const absolute = before ?? behind;
  if (absolute === undefined) return;
  if (absolute.numbers.every(Number.isInteger)) draft.absolute = absolute.numbers;
  applyNumber(draft, absolute, 'absolute');
}

export function mark(draft: Draft, from: number, to: number, rule: string): void {
  take(draft, from, to, ROLE.episode);
  draft.markerStart = draft.markerStart < 0 ? from : Math.min(draft.markerStart, from);
  draft.markerEnd = Math.max(draft.markerEnd, to);
  if (draft.rule === '') draft.rule = rule;
}

export function applySeason(draft: Draft, season: WordMarker): void {
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
  if (season.other !== undefined) {
    draft.episodes = [season.other];
    claim(draft, 'episodes', season.other, season.rule, season.from, season.to, 0.8);
  }
  const again = draft.roles[season.to] === ROLE.free ? readSeasonAt(draft, season.to) : undefined;
  const said = again !== undefined && again.numbers.join() === season.numbers.join() && again.other === undefined;
  mark(draft, season.from, said ? again.to : season.to, season.rule);
}

export function applyDate(draft: Draft, date: string, from: number, to: number, confidence: number): void {
  draft.date = date;
  claim(draft, 'date', date, 'date', from, to, confidence);
  take(draft, from, to, ROLE.date);
  if (draft.markerStart >= 0) {
    // Right behind the marker it is part of it, so that the episode's title begins behind it.
    if (from === draft.markerEnd) draft.markerEnd = to;
    return;
  }
  draft.markerStart = from;
  draft.markerEnd = to;
  draft.rule = 'date';
}

export function applyNumber(draft: Draft, number: NumberMarker, field: 'absolute' | 'episodes'): void {
  draft.version ??= number.version;
  claim(draft, field, number.numbers.join(','), number.rule, number.from, number.to, number.confidence);
  mark(draft, number.from, number.to, number.rule);
}
