import { claim, type Draft, ROLE, take } from '../draft.ts';
import type { Hit, Tag } from '../tables/vocabulary.ts';
import { GAP } from '../text/tokens.ts';
import { isCapital } from './tag-hits.ts';

/** First word from `from` on that is surely a tag: where the title, or the episode's title, ends at the latest. */
export function firstSureTag(draft: Draft, from: number): number {
  const { length } = draft.name.tokens;
  for (let index = from; index < length; index++) {
    const hit = draft.hits[index];
    if (hit === undefined || draft.roles[index] !== ROLE.free) continue;
    if (isSure(draft, hit, index)) return index;
  }
  return length;
}

function isSure(draft: Draft, hit: Hit, index: number): boolean {
  switch (hit.tag.strength) {
    case 'strong':
      return true;
    case 'medium':
      return hasCompany(draft, index, hit.length);
    default:
      return fillsBracket(draft, index);
  }
}

/** A tag right behind, or nothing but tags in the same brackets. */
function hasCompany(draft: Draft, index: number, length: number): boolean {
  const next = draft.hits[index + length];
  if (next !== undefined && draft.roles[index + length] === ROLE.free) {
    const { strength } = next.tag;
    if (strength === 'strong') return true;
    if (strength === 'medium')
      return hasCompany(draft, index + length, next.length) || isCapital(draft.name.tokens[index]?.text ?? '');
    if (strength === 'caps' || strength === 'weak') {
      const far = draft.hits[index + length + next.length];
      if (far !== undefined && far.tag.strength === 'strong') return true;
    }
  }
  return fillsBracket(draft, index);
}

/** Whether the brackets of this word hold nothing but tags. */
export function fillsBracket(draft: Draft, index: number): boolean {
  const id = draft.name.tokens[index]?.bracket ?? -1;
  const bracket = draft.name.brackets[id];
  if (bracket === undefined) return false;
  for (let at = bracket.first; at < bracket.end; ) {
    const hit = draft.hits[at];
    if (hit === undefined) return false;
    at += hit.length;
  }
  return true;
}

/** Moves a boundary back over the tags that stand right before it, but never over the first word of the title. */
export function chainBack(
  draft: Draft,
  boundary: number,
  start: number,
  allowed: (tag: Tag, index: number) => boolean,
): number {
  let at = boundary;
  while (at > start + 1) {
    if (draft.roles[at - 1] === ROLE.year && at - 1 > draft.markerEnd && draft.markerStart >= 0) {
      at--;
      continue;
    }
    let begin = at - 1;
    while (begin > start && draft.hits[begin] === undefined && at - begin < 5) begin--;
    const hit = draft.hits[begin];
    if (
      hit === undefined ||
      begin + hit.length !== at ||
      begin <= start ||
      draft.roles[begin] !== ROLE.free ||
      !allowed(hit.tag, begin)
    )
      break;
    at = begin;
  }
  return at;
}

/** Takes every tag of these words into the reading. */
export function applyTags(draft: Draft, from: number, to: number): void {
  let subtitlesUntil = -1;
  for (let index = from; index < to; ) {
    const hit = draft.hits[index];
    if (hit === undefined || draft.roles[index] !== ROLE.free || !counts(draft, hit, index)) {
      index++;
      continue;
    }
    if (hit.tag.field === 'subtitles-follow') subtitlesUntil = subtitleRun(draft, index);
    else if (hit.tag.field === 'subtitle' && draft.name.tokens[index]?.lower === 'sub')
      subtitlesUntil = languagesFrom(draft, index + hit.length);
    else if (hit.tag.field === 'subtitle' && hit.length > 1) moveLanguagesToSubtitles(draft, index);
    if (hit.tag.value === 'edition') namedEdition(draft, index, from);
    apply(draft, hit.tag, index, hit.length, index < subtitlesUntil);
    if (hit.also !== undefined) apply(draft, hit.also, index, hit.length, false);
    take(draft, index, index + hit.length, ROLE.tag);
    index += hit.length;
  }
}

/** "Ultimate Hunter Edition": up to three words between a tag and "Edition" name it. */
function namedEdition(draft: Draft, index: number, from: number): void {
  let first = index;
  while (
    first > from &&
    index - first < 3 &&
    draft.roles[first - 1] === ROLE.free &&
    draft.name.tokens[first - 1]?.lower !== 'the'
  )
    first--;
  if (first === index) return;
  const { tokens } = draft.name;
  const words = tokens.slice(first, index + 1).map((token) => token.text);
  addOnce(draft.edition, words.join(' '));
  claim(draft, 'edition', words.join(' '), 'edition.named', first, index + 1, 0.7);
  take(draft, first, index, ROLE.tag);
}

/** Weak words count beside another tag or in brackets. */
function counts(draft: Draft, hit: Hit, index: number): boolean {
  const { strength } = hit.tag;
  if (strength === 'strong' || strength === 'medium') return true;
  const { tokens } = draft.name;
  const before =
    index > 0 &&
    (draft.roles[index - 1] === ROLE.tag ||
      draft.roles[index - 1] === ROLE.episode ||
      draft.roles[index - 1] === ROLE.year);
  if (hit.tag.value === 'edition') return true;
  const after = draft.hits[index + hit.length] !== undefined || draft.roles[index + hit.length] === ROLE.year;
  return before || after || index + hit.length === tokens.length || fillsBracket(draft, index);
}

/** End of the words that a "sub" or "subs" at this place speaks for: the languages right behind it, or none. */
function subtitleRun(draft: Draft, index: number): number {
  const to = languagesFrom(draft, index + 1);
  if (to > index + 1) return to;
  moveLanguagesToSubtitles(draft, index);
  return -1;
}

/** Behind the last of the languages that stand here one after another. */
function languagesFrom(draft: Draft, from: number): number {
  let at = from;
  while (at < draft.name.tokens.length) {
    const hit = draft.hits[at];
    const gap = draft.name.tokens[at]?.gap ?? 0;
    if (hit === undefined || hit.tag.field !== 'language' || (gap & (GAP.open | GAP.close)) === (GAP.open | GAP.close))
      break;
    at += hit.length;
  }
  return at;
}

/** "Eng Subs": the languages right before. */
function moveLanguagesToSubtitles(draft: Draft, index: number): void {
  let at = index - 1;
  if (draft.hits[at]?.tag.field === 'noise' && draft.roles[at] === ROLE.tag) at--;
  let gap = draft.name.tokens[index]?.gap ?? 0;
  while (
    at >= 0 &&
    draft.hits[at]?.tag.field === 'language' &&
    draft.roles[at] === ROLE.tag &&
    (gap & (GAP.open | GAP.close)) === 0
  ) {
    const code = draft.hits[at]?.tag.value ?? '';
    const place = draft.languages.lastIndexOf(code);
    if (place >= 0) draft.languages.splice(place, 1);
    addOnce(draft.subtitleLanguages, code);
    gap = draft.name.tokens[at]?.gap ?? 0;
    if (gap === GAP.dash) break;
    at--;
  }
}

function apply(draft: Draft, tag: Tag, index: number, length: number, asSubtitle: boolean): void {
  const { value } = tag;
  switch (tag.field) {
    case 'resolution':
      if (draft.resolution === undefined || (tag.strength === 'strong' && !draft.resolutionSure))
        draft.resolution = value;
      draft.resolutionSure ||= tag.strength === 'strong';
      break;
    case 'source':
      applySource(draft, value);
      break;
    case 'videoCodec':
      draft.videoCodec ??= value;
      break;
    case 'audioCodec':
      addOnce(draft.audioCodecs, value);
      break;
    case 'audioChannels':
      draft.audioChannels ??= value;
      break;
    case 'hdr':
      addOnce(draft.hdr, value);
      break;
    case 'format3d':
      if (draft.format3d === undefined || draft.format3d === '3d') draft.format3d = value;
      break;
    case 'language':
      addOnce(asSubtitle ? draft.subtitleLanguages : draft.languages, value);
      break;
    case 'subtitle':
      if (value !== 'mul') addOnce(draft.subtitleLanguages, value);
      break;
    case 'edition':
      addOnce(draft.edition, value);
      break;
    case 'proper':
      draft.proper = true;
      break;
    case 'repack':
      draft.repack = true;
      break;
    default:
      return;
  }
  claim(
    draft,
    asSubtitle ? 'subtitle' : tag.field,
    value,
    `tag.${tag.field}`,
    index,
    index + length,
    tag.strength === 'strong' ? 0.95 : 0.8,
  );
}

/** A screener of a DVD is a screener; "web" gives way to what says more. */
function applySource(draft: Draft, value: string): void {
  const current = draft.source;
  if (
    current === undefined ||
    (current === 'web' && value.startsWith('web')) ||
    (value === 'screener' && current === 'dvd') ||
    (current === 'ppv' && value.startsWith('web')) ||
    (current === 'dvd' && value === 'cam')
  )
    draft.source = value;
  else if (current === 'sdtv' && value === 'hdtv') draft.source = value;
}

function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}
