import { compact } from '../../model/compact.ts';
import type { ReplayGain } from '../../model/media.ts';
import type { TagFields } from './fields.ts';
import { clean, decibels, positiveNumber } from './values.ts';

/** R128 aims at -23 LUFS, ReplayGain 2 at -18 LUFS. */
const R128_TO_REPLAYGAIN = 5;

/** ReplayGain of a file, or Opus's R128 gains as ReplayGain has them. */
export function replayGain(fields: TagFields): ReplayGain | undefined {
  const first = (name: string): string | undefined => fields.get(name)?.[0];
  const gain = compact({
    trackGain: decibels(first('REPLAYGAINTRACKGAIN')) ?? r128(first('R128TRACKGAIN')),
    trackPeak: positiveNumber(first('REPLAYGAINTRACKPEAK')),
    trackRange: decibels(first('REPLAYGAINTRACKRANGE')),
    albumGain: decibels(first('REPLAYGAINALBUMGAIN')) ?? r128(first('R128ALBUMGAIN')),
    albumPeak: positiveNumber(first('REPLAYGAINALBUMPEAK')),
    albumRange: decibels(first('REPLAYGAINALBUMRANGE')),
  });
  const reference = clean(first('REPLAYGAINREFERENCELOUDNESS') ?? '', 50);
  if (Object.keys(gain).length === 0) return undefined;
  return reference === '' ? gain : { ...gain, reference };
}

/** A gain in 256ths of a decibel. */
function r128(text: string | undefined): number | undefined {
  if (!/^\s*[+-]?\d{1,5}\s*$/.test(text ?? '')) return undefined;
  const gain = Number(text) / 256 + R128_TO_REPLAYGAIN;
  return Math.round(gain * 100) / 100;
}

/** A rating as a part of a hundred: `80/100`; plain numbers count to 5, 10 or 100, whichever is the first that holds them. */
export function ratingOf(text: string | undefined): number | undefined {
  const [, value, most] = /^\s*(\d{1,3}(?:\.\d+)?)(?:\s*\/\s*(\d{1,3}))?\s*$/.exec(text ?? '') ?? [];
  const points = Number(value);
  if (value === undefined || points === 0) return undefined;
  const scale = most === undefined ? (points <= 5 ? 5 : points <= 10 ? 10 : 100) : Number(most);
  return points <= scale ? Math.round((points * 100) / scale) : undefined;
}
