import { claim, type Draft, ROLE, take } from '../draft.ts';
import type { Hit, Tag } from '../tables/vocabulary.ts';
import { addOnce, languagesFrom, moveLanguagesToSubtitles, subtitleRun } from './subtitle-languages.ts';
import { fillsBracket } from './tag-bounds.ts';

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
