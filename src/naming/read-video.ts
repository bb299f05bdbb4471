import type { ClaimSource } from '../model/reading.ts';
import { type Draft, isEpisode, newDraft, ROLE, take } from './draft.ts';
import { readPlacedPins } from './pins.ts';
import { addAlternatives } from './rules/alternatives.ts';
import { applyTags } from './rules/apply-tags.ts';
import { leadingGroup, passCategories, passCounter, passLeadingNumber, passTagBrackets } from './rules/edges.ts';
import { findEpisodes } from './rules/episodes.ts';
import { findGroup } from './rules/group.ts';
import { passJunk, passTrailingJunk } from './rules/junk-edges.ts';
import { findPart, takeEditionAttribute } from './rules/parts.ts';
import { firstSureTag } from './rules/tag-bounds.ts';
import { findHits } from './rules/tag-hits.ts';
import { readBehindMarker, readTitle } from './rules/title.ts';
import { settleTitleEnd, tailStart } from './rules/title-end.ts';
import { findYear } from './rules/year.ts';
import { loosen } from './text/loosen.ts';
import { Reader } from './text/reader.ts';
import { tokenise } from './text/tokens.ts';

export interface VideoContext {
  readonly place: ClaimSource;
  /** The name has an extension. */
  readonly isFile?: boolean;
  /** Stands in a season folder, so that a bare number is an episode. */
  readonly inSeason: boolean;
  /** A file of a TV library: a number at the end is an episode. */
  readonly tv: boolean;
  /** A movie library: bare numbers are never episodes. */
  readonly movies: boolean;
}

/** Reads one name of a video, without its folders. */
export function readVideoName(stem: string, context: VideoContext): Draft {
  const text = loosen(stem);
  const draft = newDraft(tokenise(text), context.place, context.isFile);
  takePins(draft, text);
  takeEditionAttribute(draft);
  const junk = passJunk(draft);
  passTrailingJunk(draft);
  findHits(draft);
  const numbered = passLeadingNumber(draft, junk);
  const grouped = leadingGroup(draft, numbered);
  const fansub = grouped > numbered;
  draft.titleStart = passTagBrackets(draft, passCategories(draft, grouped, fansub));
  if (context.movies) draft.titleStart = passCounter(draft, draft.titleStart);
  const limit = firstSureTag(draft, draft.titleStart + 1);
  const scope = {
    start: draft.titleStart,
    limit,
    fansub: fansub || hasChecksum(draft),
    inSeason: context.inSeason,
    tv: context.tv,
  };
  findEpisodes(draft, new Reader(draft.name.lower), context.movies ? undefined : scope);
  findYear(draft, limit);
  settleTitleEnd(draft, limit);
  findPart(draft, fansub);
  const tail = tailStart(draft);
  findGroup(draft, tail);
  readTitle(draft);
  if (draft.markerStart >= 0 && isEpisode(draft)) readBehindMarker(draft, tail);
  applyTags(draft, grouped, draft.titleStart);
  applyTags(draft, draft.titleEnd, Math.min(tail, draft.markerStart < 0 ? tail : draft.markerStart));
  applyTags(draft, tail, draft.name.tokens.length);
  addAlternatives(draft);
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
