import { wordTable } from '../../model/word-table.ts';
import type { Draft } from '../draft.ts';
import { type Hit, type Tag, VOCABULARY } from '../tables/vocabulary.ts';
import { GAP } from '../text/characters.ts';
import type { Token } from '../text/tokens.ts';

export const tagOf = (field: Tag['field'], value: string): Tag => ({ field, value, strength: 'strong' });

export const LINES = /^(\d{3,4})[pi](?:\d\d)?$/;

/** `AAC2.0`, `DD5 1`, `MA5.1`: the digit before the point hangs on the codec. */
export function withChannels(draft: Draft, word: string, index: number): Hit | undefined {
  const digit = word.charCodeAt(word.length - 1);
  if (digit >= 0x31 && digit <= 0x37) {
    const next = draft.name.tokens[index + 1];
    if (
      next !== undefined &&
      next.start === (draft.name.tokens[index]?.end ?? 0) + 1 &&
      /^[012](?:ch|x)?$/.test(next.lower)
    ) {
      const channels = CHANNELS.get(`${word.charAt(word.length - 1)}.${next.lower.charAt(0)}`);
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

const CHANNELS: ReadonlyMap<string, Tag> = wordTable({
  '1.0': tagOf('audioChannels', '1.0'),
  '2.0': tagOf('audioChannels', '2.0'),
  '2.1': tagOf('audioChannels', '2.1'),
  '4.0': tagOf('audioChannels', '4.0'),
  '5.0': tagOf('audioChannels', '5.0'),
  '5.1': tagOf('audioChannels', '5.1'),
  // Six channels without a point for the sixth.
  '6.0': tagOf('audioChannels', '5.1'),
  '6.1': tagOf('audioChannels', '6.1'),
  '7.1': tagOf('audioChannels', '7.1'),
  '7.2': tagOf('audioChannels', '7.2'),
});

/** `5.1` in words of their own. Medium: a title may hold "2.0". */
export function channelsAt(draft: Draft, token: Token, index: number): Hit | undefined {
  if (token.end - token.start !== 1 || token.number > 7) return undefined;
  const next = draft.name.tokens[index + 1];
  if (next === undefined || next.start !== token.end + 1 || (next.gap & (GAP.dot | GAP.space)) === 0) return undefined;
  const tag = CHANNELS.get(`${token.lower}.${next.lower.charAt(0)}`);
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
        rest.length <= 2 ? CHANNELS.get(rest.length === 1 ? '' : `${rest.charAt(0)}.${rest.charAt(1)}`) : undefined;
      if (channels !== undefined) return { tag: left, length: 1, also: channels };
      if (/^(?:x?[1-9]|v2|ch)$/.test(rest)) return { tag: left, length: 1, also: undefined };
    }
    const right = sure(rest) ?? linesTag(rest) ?? codecBefore(rest);
    if (right !== undefined) return { tag: left, length: 1, also: right };
  }
  const lines = /^(\d{3,4}p)([a-z].+)$/.exec(word);
  const behind = lines?.[2] === undefined ? undefined : sure(lines[2]);
  if (lines?.[1] !== undefined && behind !== undefined)
    return { tag: tagOf('resolution', lines[1]), length: 1, also: behind };
  return undefined;
}

/** `x264REPACKLOL`: what hangs on the codec has no shape of its own. */
function codecBefore(word: string): Tag | undefined {
  return /^[xh]26[45]/.test(word) ? sure(word.slice(0, 4)) : undefined;
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
