import type { Draft } from '../draft.ts';
import type { Hit } from '../tables/vocabulary.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';
import { channelsAt, LINES, tagOf, withChannels } from './glued-hits.ts';

const CHECKSUM: Hit = { tag: tagOf('noise', 'crc'), length: 1, also: undefined };

/** Behind a dash or a blank at the end of a name; three digits and a letter tell it from a word. */
const BARE_CHECKSUM = /^(?=(?:\D*\d){3})(?=.*[A-F])[\dA-F]{8}$/;

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

const UNIT = /^(?:[gmk]i?b|[km]bps|kbit)$/;

const SIZE_WORD = /^\d{1,5}(?:[gm]i?b|[km]bps|kbit|fps|[gm]o)$/;

/** Words that are known by their shape and not by a table. */
export function shapedHit(draft: Draft, token: Token, index: number): Hit | undefined {
  const word = token.lower;
  const first = word.charCodeAt(0);
  const digitFirst = first >= 0x30 && first <= 0x39;
  if (token.bracket >= 0 && word.length === 8 && token.number < 0 && isHex(word)) return CHECKSUM;
  if (token.bracket >= 0 && word.length === 8 && token.number >= 0)
    return bracketOfOne(draft, token, index) ? CHECKSUM : undefined;
  if (index > 1 && index === draft.name.tokens.length - 1 && BARE_CHECKSUM.test(token.text)) return CHECKSUM;
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
      if (next !== undefined && (next.gap & GAP.open) === 0 && UNIT.test(next.lower)) return SIZE_2;
      const channels = channelsAt(draft, token, index);
      if (channels !== undefined) return channels;
    }
  }
  return token.number < 0 && word.length > 1 && word.length <= 24 ? withChannels(draft, word, index) : undefined;
}

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
