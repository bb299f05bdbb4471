import type { Draft } from '../draft.ts';
import { ROLE } from '../draft.ts';
import { type Hit, VOCABULARY } from '../tables/vocabulary.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import { isSpacedDash } from './number-value.ts';
import { shapedHit } from './shaped-hits.ts';

const BREAKS_PHRASE = GAP.open | GAP.close | GAP.comma | GAP.slash | GAP.hash;

/** Looks up every word; what a hit is worth where it stands is settled later. */
export function findHits(draft: Draft): void {
  const { tokens } = draft.name;
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    if (token === undefined) return;
    const hit = draft.roles[index] === ROLE.free ? hitAt(draft, token, index) : undefined;
    draft.hits[index] = hit;
    for (let inner = 1; inner < (hit?.length ?? 1); inner++) draft.hits[index + inner] = undefined;
    index += hit?.length ?? 1;
  }
}

function hitAt(draft: Draft, token: Token, index: number): Hit | undefined {
  const plus = draft.name.raw.charCodeAt(token.end) === 0x2b ? VOCABULARY.get(`${token.lower}+`) : undefined;
  const entry = VOCABULARY.get(token.lower);
  if (plus?.any !== undefined) return plus.any;
  if (entry !== undefined) {
    for (const phrase of entry.phrases) {
      if (
        standsAt(draft, phrase.words, index) &&
        !(phrase.hit.tag.field === 'subtitle' && languageBehind(draft, index + phrase.hit.length))
      )
        return phrase.hit;
    }
    if (entry.capitals !== undefined && isCapital(token.text)) {
      if (entry.any === undefined && entry.capitals.tag.field === 'language' && isService(draft, token, index))
        return SERVICE;
      return entry.any ?? entry.capitals;
    }
    if (entry.any !== undefined) return entry.any;
    if (entry.capitals?.tag.field === 'language' && betweenYearAndTag(draft, index)) return entry.capitals;
  }
  return shapedHit(draft, token, index);
}

/** `iT` and `IT.WEB-DL` name a service: a code in whole capitals elsewhere is a language. */
function isService(draft: Draft, token: Token, index: number): boolean {
  if (token.text.includes('i')) return true;
  return token.lower === 'it' && (draft.name.tokens[index + 1]?.lower.startsWith('web') ?? false);
}

/** "ENG SUB ITA": the word "sub" speaks for what follows. */
function languageBehind(draft: Draft, index: number): boolean {
  const entry = VOCABULARY.get(draft.name.tokens[index]?.lower ?? '');
  return draft.name.tokens[index - 1]?.lower === 'sub' && entry?.any?.tag.field === 'language';
}

/** `2022.lv.WEBRip`: a language in small letters, in a place where nothing else can be. */
function betweenYearAndTag(draft: Draft, index: number): boolean {
  const { tokens } = draft.name;
  const year = tokens[index - 1];
  return (
    year !== undefined && isYear(year) && VOCABULARY.get(tokens[index + 1]?.lower ?? '')?.any?.tag.field === 'source'
  );
}

function standsAt(draft: Draft, words: readonly string[], index: number): boolean {
  const { tokens, raw } = draft.name;
  for (let offset = 1; offset < words.length; offset++) {
    const token = tokens[index + offset];
    if (token === undefined || (token.gap & BREAKS_PHRASE) !== 0 || isSpacedDash(token)) return false;
    const word = words[offset];
    if (token.lower === word) continue;
    if (word !== `${token.lower}+` || raw.charCodeAt(token.end) !== 0x2b) return false;
  }
  return true;
}

/** All letters capital; a small `i` among them counts too, as the scene writes `LiMiTED`. */
export function isCapital(text: string): boolean {
  let capitals = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x41 && code <= 0x5a) capitals++;
    else if (code >= 0x61 && code <= 0x7a && code !== 0x69) return false;
  }
  return capitals > 0;
}

const SERVICE: Hit = { tag: { field: 'service', value: 'service', strength: 'caps' }, length: 1, also: undefined };
