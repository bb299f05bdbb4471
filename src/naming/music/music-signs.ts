import type { Draft } from '../draft.ts';
import { claim } from '../draft.ts';

const MUSIC_CODECS = new Set(['flac', 'mp3', 'alac', 'ape', 'wavpack', 'vorbis', 'wma', 'opus', 'dsd', 'wav']);

export const DISCOGRAPHY = /\b(?:complete )?(?:discography|discografia|anthology|discographie|дискография)\b/i;

const BITRATE = /\b(?:\d{2,4}\s?kbps|\d{2,4}\s?kbit|v0|v2|vbr|cbr|320|lossless)\b/i;

export const DISCS = /\b\d{1,2}\s?(?:cds?|lps?)\b/i;

export function takeSound(draft: Draft): boolean {
  let music = false;
  for (let index = 0; index < draft.name.tokens.length; index++) {
    const hit = draft.hits[index];
    for (const tag of [hit?.tag, hit?.also]) {
      if (tag?.field !== 'audioCodec' || index === 0) continue;
      if (tag.strength === 'caps' && draft.name.tokens[index]?.bracket === -1) continue;
      if (tag.value === 'aac' && draft.name.tokens[index]?.lower !== 'm4a' && draft.name.tokens[index]?.lower !== 'aac')
        continue;
      if (!draft.audioCodecs.includes(tag.value)) draft.audioCodecs.push(tag.value);
      claim(draft, 'audioCodec', tag.value, 'tag.audioCodec', index, index + 1, 0.95);
      if (MUSIC_CODECS.has(tag.value) || draft.name.tokens[index]?.lower === 'm4a') music = true;
    }
    const lower = draft.name.tokens[index]?.lower ?? '';
    if (
      index > 0 &&
      draft.audioCodecs.length === 0 &&
      (lower === 'ape' || lower === 'wavpack') &&
      draft.name.tokens[index]?.bracket !== -1
    ) {
      draft.audioCodecs.push(lower);
      music = true;
    }
  }
  return music;
}

export function certaintyOf(draft: Draft, name: string, codec: boolean): number {
  for (const hit of draft.hits) {
    const field = hit?.tag.field;
    if (field === 'resolution' || field === 'videoCodec' || field === 'hdr' || hit?.tag.value === 'crc') return 0;
    if (field === 'source' && hit?.tag.strength === 'strong' && hit.tag.value !== 'dvd' && hit.tag.value !== 'webdl')
      return 0;
  }
  if (codec) return 0.9;
  if (BITRATE.test(name) && /kb|lossless/i.test(name)) return 0.85;
  if (DISCOGRAPHY.test(name)) return 0.85;
  if (/[([]320[)\]]/.test(name)) return 0.75;
  return DISCS.test(name) ? 0.5 : 0;
}
