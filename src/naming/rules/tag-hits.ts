import type { Draft } from '../draft.ts';
import { ROLE } from '../draft.ts';
import { type Hit, type Tag, VOCABULARY } from '../tables/vocabulary.ts';
import { GAP, type Token } from '../text/tokens.ts';
import { isYear } from './dates.ts';
import { isSpacedDash } from './number-value.ts';

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

const tagOf = (field: Tag['field'], value: string): Tag => ({ field, value, strength: 'strong' });
const SERVICE: Hit = { tag: { field: 'service', value: 'service', strength: 'caps' }, length: 1, also: undefined };
const CHECKSUM: Hit = { tag: tagOf('noise', 'crc'), length: 1, also: undefined };
const SIZE: Hit = { tag: tagOf('noise', 'size'), length: 1, also: undefined };
const SIZE_2: Hit = { ...SIZE, length: 2 };
/** Words of Chinese names that speak of their dub or subtitles. */
const CHINESE = /[简繁簡]|[国國][语語英配]|粤语|中字|字幕|中文|双语|雙語/;
const CHINESE_LANGUAGE: Hit = {
  tag: { field: 'language', value: 'zh', strength: 'medium' },
  length: 1,
  also: undefined,
};
const WIDTH_HEIGHT = /^(\d{3,4})[x×*](\d{3,4})[pi]?$/;
const LINES = /^(\d{3,4})[pi](?:\d\d)?$/;
const UNIT = /^(?:[gmk]i?b|[km]bps|kbit)$/;
const SIZE_WORD = /^\d{1,5}(?:[gm]i?b|[km]bps|kbit|fps|[gm]o)$/;

/** Words that are known by their shape and not by a table. */
function shapedHit(draft: Draft, token: Token, index: number): Hit | undefined {
  const word = token.lower;
  const first = word.charCodeAt(0);
  const digitFirst = first >= 0x30 && first <= 0x39;
  if (token.bracket >= 0 && word.length === 8 && token.number < 0 && isHex(word)) return CHECKSUM;
  if (token.bracket >= 0 && word.length === 8 && token.number >= 0)
    return bracketOfOne(draft, token, index) ? CHECKSUM : undefined;
  if (first > 0x2e7f && CHINESE.test(word)) return /[组組社团團屋布]$/.test(word) ? undefined : CHINESE_LANGUAGE;
  if (digitFirst) {
    if (token.number < 0) {
      const lines = LINES.exec(word);
      if (lines?.[1] !== undefined)
        return {
          tag: tagOf('resolution', `${Number(lines[1])}${word.charAt(lines[1].length)}`),
          length: 1,
          also: undefined,
        };
      const size = WIDTH_HEIGHT.exec(word);
      if (size !== null) return sizeHit(Number(size[1]), Number(size[2]), 1);
      if (SIZE_WORD.test(word)) return SIZE;
    } else {
      const wide = wideHit(draft, token, index);
      if (wide !== undefined) return wide;
      const next = draft.name.tokens[index + 1];
      if (next !== undefined && UNIT.test(next.lower)) return SIZE_2;
      const channels = channelsAt(draft, token, index);
      if (channels !== undefined) return channels;
    }
  }
  return token.number < 0 && word.length > 1 && word.length <= 24 ? withChannels(draft, word, index) : undefined;
}

/** `AAC2.0`, `DD5 1`, `MA5.1`: the digit before the point hangs on the codec. */
function withChannels(draft: Draft, word: string, index: number): Hit | undefined {
  const digit = word.charCodeAt(word.length - 1);
  if (digit >= 0x31 && digit <= 0x37) {
    const next = draft.name.tokens[index + 1];
    if (
      next !== undefined &&
      next.start === (draft.name.tokens[index]?.end ?? 0) + 1 &&
      /^[012](?:ch|x)?$/.test(next.lower)
    ) {
      const channels = CHANNELS[`${word.charAt(word.length - 1)}.${next.lower.charAt(0)}`];
      const left = word.slice(0, -1);
      if (left === 'x' && channels !== undefined && draft.hits[index - 1]?.tag.value === 'dts')
        return { tag: tagOf('audioCodec', 'dtsx'), length: 2, also: channels };
      const codec = left === 'dd' || left === 'opus' ? VOCABULARY.get(left)?.any?.tag : sure(left);
      if (channels !== undefined && codec?.field === 'audioCodec') return { tag: codec, length: 2, also: channels };
      if (channels !== undefined && AUDIO_ENDING.has(left)) return { tag: channels, length: 2, also: undefined };
    }
  }
  return word.length > 3 ? gluedHit(word) : undefined;
}

/** Second words of codec names: `DTS-HD MA5.1`. */
const AUDIO_ENDING: ReadonlySet<string> = new Set(['ma', 'hra', 'es', 'lc', 'x', 'plus', 'hd', 'ch']);

/** `1280 x 720`, `1280*720`: the size in words of their own. */
function wideHit(draft: Draft, token: Token, index: number): Hit | undefined {
  if (token.number < 300 || token.number > 8000) return undefined;
  const { tokens, raw } = draft.name;
  const next = tokens[index + 1];
  if (next === undefined) return undefined;
  if (next.lower === 'x' || next.lower === '×') {
    const height = tokens[index + 2];
    return height === undefined || height.number < 200 ? undefined : sizeHit(token.number, height.number, 3);
  }
  return next.number >= 200 && raw.slice(token.end, next.start) === '*'
    ? sizeHit(token.number, next.number, 2)
    : undefined;
}

/** Cropped pictures are named by their width: 1920×816 is 1080p. */
function sizeHit(width: number, height: number, length: number): Hit | undefined {
  if (width < 300 || height < 200) return undefined;
  const lines = width === 1920 ? 1080 : width === 1280 && height < 720 ? 720 : width === 3840 ? 2160 : height;
  return { tag: tagOf('resolution', `${lines}p`), length, also: undefined };
}

const CHANNELS: Readonly<Record<string, Tag>> = {
  '1.0': tagOf('audioChannels', '1.0'),
  '2.0': tagOf('audioChannels', '2.0'),
  '2.1': tagOf('audioChannels', '2.1'),
  '4.0': tagOf('audioChannels', '4.0'),
  '5.0': tagOf('audioChannels', '5.0'),
  '5.1': tagOf('audioChannels', '5.1'),
  '6.1': tagOf('audioChannels', '6.1'),
  '7.1': tagOf('audioChannels', '7.1'),
  '7.2': tagOf('audioChannels', '7.2'),
};

/** `5.1` in words of their own. Medium: a title may hold "2.0". */
function channelsAt(draft: Draft, token: Token, index: number): Hit | undefined {
  if (token.end - token.start !== 1 || token.number > 7) return undefined;
  const next = draft.name.tokens[index + 1];
  if (next === undefined || next.start !== token.end + 1 || (next.gap & (GAP.dot | GAP.space)) === 0) return undefined;
  const tag = CHANNELS[`${token.lower}.${next.lower.charAt(0)}`];
  if (tag === undefined) return undefined;
  const rest = next.lower.slice(1);
  if (rest !== '' && rest !== 'ch' && !/^x\d?$/.test(rest)) return undefined;
  const sure = rest === 'ch' || precededByAudio(draft, index);
  return {
    tag: sure ? tag : { ...tag, strength: next.gap === GAP.dot ? 'medium' : 'weak' },
    length: 2,
    also: undefined,
  };
}

function precededByAudio(draft: Draft, index: number): boolean {
  for (let back = index - 1; back >= 0 && back >= index - 6; back--) {
    const hit = draft.hits[back];
    if (hit !== undefined) return hit.tag.field === 'audioCodec';
  }
  return false;
}

/** Two tags written as one word: `PDTVx264`, `BD1080p`, `DDP5` (before `.1`), `DD51`, `FLACx2`, `HEVC10bit`. */
function gluedHit(word: string): Hit | undefined {
  let digit = false;
  for (let index = 0; index < word.length && !digit; index++) {
    const code = word.charCodeAt(index);
    if (code > 0x7f) return undefined;
    digit = code >= 0x30 && code <= 0x39;
  }
  if (!digit) return undefined;
  for (let cut = word.length - 1; cut >= 2; cut--) {
    const left = sure(word.slice(0, cut));
    if (left === undefined) continue;
    const rest = word.slice(cut);
    if (left.field === 'audioCodec') {
      const channels =
        rest.length <= 2 ? CHANNELS[rest.length === 1 ? '' : `${rest.charAt(0)}.${rest.charAt(1)}`] : undefined;
      if (channels !== undefined) return { tag: left, length: 1, also: channels };
      if (/^(?:x?[1-9]|v2|ch)$/.test(rest)) return { tag: left, length: 1, also: undefined };
    }
    const right = sure(rest) ?? linesTag(rest);
    if (right !== undefined) return { tag: left, length: 1, also: right };
  }
  const lines = /^(\d{3,4}p)([a-z].+)$/.exec(word);
  const behind = lines?.[2] === undefined ? undefined : sure(lines[2]);
  if (lines?.[1] !== undefined && behind !== undefined)
    return { tag: tagOf('resolution', lines[1]), length: 1, also: behind };
  return undefined;
}

function linesTag(word: string): Tag | undefined {
  return LINES.test(word) ? tagOf('resolution', `${Number.parseInt(word, 10)}p`) : undefined;
}

/** A word that is a technical tag even when glued to another. */
function sure(word: string): Tag | undefined {
  const entry = VOCABULARY.get(word);
  const capital = entry?.capitals?.tag;
  const tag = entry?.any?.tag ?? (capital?.field === 'source' ? capital : undefined);
  if (tag === undefined || tag.strength === 'weak') return undefined;
  const { field } = tag;
  return field === 'source' ||
    field === 'videoCodec' ||
    field === 'audioCodec' ||
    field === 'resolution' ||
    field === 'hdr' ||
    (field === 'noise' && tag.value === 'depth')
    ? tag.strength === 'strong'
      ? tag
      : { ...tag, strength: 'strong' }
    : undefined;
}

function bracketOfOne(draft: Draft, token: Token, index: number): boolean {
  const bracket = draft.name.brackets[token.bracket];
  return bracket !== undefined && bracket.first === index && bracket.end === index + 1 && index > 1;
}

function isHex(word: string): boolean {
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}
