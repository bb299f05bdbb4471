import type { ClaimSource } from '../model/reading.ts';
import { type Draft, isEpisode, newDraft, ROLE, take } from './draft.ts';
import { readPlacedPins } from './pins.ts';
import { applyTags, chainBack, fillsBracket, firstSureTag } from './rules/apply-tags.ts';
import { leadingGroup, passCategories, passJunk, passTrailingJunk } from './rules/edges.ts';
import { findEpisodes } from './rules/episodes.ts';
import { findGroup } from './rules/group.ts';
import { findHits } from './rules/tag-hits.ts';
import { readBehindMarker, readTitle } from './rules/title.ts';
import { findYear } from './rules/year.ts';
import { Reader } from './text/reader.ts';
import { tokenise } from './text/tokens.ts';

export interface VideoContext {
  readonly place: ClaimSource;
  /** Stands in a season folder, so that a bare number is an episode. */
  readonly inSeason: boolean;
  /** A movie library: bare numbers are never episodes. */
  readonly movies: boolean;
}

/** Reads one name of a video, without its folders. */
export function readVideoName(stem: string, context: VideoContext): Draft {
  const draft = newDraft(tokenise(stem), context.place);
  takePins(draft, stem);
  const junk = passJunk(draft);
  passTrailingJunk(draft);
  findHits(draft);
  const grouped = leadingGroup(draft, junk);
  const fansub = grouped > junk;
  draft.titleStart = passCategories(draft, grouped);
  let limit = firstSureTag(draft, draft.titleStart + 1);
  findEpisodes(draft, new Reader(draft.name.lower), () =>
    context.movies
      ? undefined
      : { start: draft.titleStart, limit, fansub: fansub || hasChecksum(draft), inSeason: context.inSeason },
  );
  if (draft.markerStart >= 0 && limit < draft.markerEnd) limit = firstSureTag(draft, draft.titleStart + 1);
  findYear(draft, draft.titleStart, draft.markerStart >= 0 ? Math.min(limit, draft.markerStart) : limit);
  settleTitleEnd(draft, limit);
  const tail = tailStart(draft);
  findGroup(draft, tail);
  readTitle(draft);
  readBehindMarkerIfAny(draft, tail);
  applyTags(draft, tail, draft.name.tokens.length);
  applyBracketsBefore(draft, tail);
  return draft;
}

function takePins(draft: Draft, stem: string): void {
  draft.pins = readPlacedPins(stem, draft.place);
  for (const pin of draft.pins) {
    draft.name.tokens.forEach((token, index) => {
      if (token.start < pin.end && token.end > pin.start) take(draft, index, index + 1, ROLE.pin);
    });
  }
}

function hasChecksum(draft: Draft): boolean {
  return draft.hits.some((hit) => hit?.tag.value === 'crc');
}

function settleTitleEnd(draft: Draft, limit: number): void {
  const { length } = draft.name.tokens;
  while (draft.titleStart < length && isPassed(draft.roles[draft.titleStart])) draft.titleStart++;
  let end = draft.titleStart;
  const leadingYear = draft.roles[end] === ROLE.year;
  if (leadingYear) {
    draft.titleStart = ++end;
    if (limit < end) limit = firstSureTag(draft, end + 1);
  }
  while (
    end < length &&
    end < limit &&
    draft.roles[end] === ROLE.free &&
    !(end > draft.titleStart && tagBracket(draft, end))
  )
    end++;
  const anchor = draft.roles[end];
  if (end > draft.titleStart) {
    const episode = anchor === ROLE.episode || anchor === ROLE.date;
    end = chainBack(draft, end, draft.titleStart, (tag) =>
      episode
        ? tag.field === 'proper' || tag.field === 'repack'
        : anchor === ROLE.year
          ? tag.field === 'edition' || tag.strength === 'strong'
          : tag.strength !== 'weak' || tag.field === 'language',
    );
  }
  draft.titleEnd = end;
}

function isPassed(role: number | undefined): boolean {
  return role === ROLE.junk || role === ROLE.group || role === ROLE.pin;
}

/** A bracket of nothing but tags ends the title. */
function tagBracket(draft: Draft, index: number): boolean {
  const token = draft.name.tokens[index];
  return (
    token !== undefined &&
    token.bracket >= 0 &&
    draft.name.brackets[token.bracket]?.first === index &&
    fillsBracket(draft, index)
  );
}

/** First word of the tags behind title and marker. */
function tailStart(draft: Draft): number {
  const { length } = draft.name.tokens;
  if (draft.markerStart < 0 || draft.markerEnd <= draft.titleEnd) return draft.titleEnd;
  const sure = firstSureTag(draft, draft.markerEnd);
  return chainBack(
    draft,
    sure < length ? sure : trimmedEnd(draft),
    draft.markerEnd - 1,
    (tag) => tag.strength !== 'weak' || tag.field === 'language',
  );
}

function trimmedEnd(draft: Draft): number {
  let end = draft.name.tokens.length;
  while (end > draft.markerEnd && draft.roles[end - 1] === ROLE.junk) end--;
  return end;
}

function readBehindMarkerIfAny(draft: Draft, tail: number): void {
  if (draft.markerStart >= 0 && isEpisode(draft)) readBehindMarker(draft, tail);
}

/** Brackets of tags before the marker: `Mary Bell (DVD) - 01`. */
function applyBracketsBefore(draft: Draft, tail: number): void {
  applyTags(draft, draft.titleEnd, Math.min(tail, draft.markerStart < 0 ? tail : draft.markerStart));
}
