import type { NameReading, Pin } from '../model/reading.ts';

/**
 * A reading as plain JSON: what is not said is left out. Single names (`audioCodec`, `imdbId` …) are those that the
 * file-name corpora of the field use.
 */
export function readingToJson(reading: NameReading): Record<string, unknown> {
  const out: Record<string, unknown> = { type: reading.type };
  for (const field of SINGLE) put(out, field, reading[field]);
  for (const field of LISTS) if (reading[field].length > 0) out[field] = reading[field];
  if (reading.audioCodecs.length > 0) out.audioCodec = reading.audioCodecs;
  if (reading.proper) out.proper = true;
  if (reading.repack) out.repack = true;
  if (reading.extraType !== undefined) out.isExtra = true;
  for (const pin of reading.pins) putPin(out, pin);
  if (reading.pins.length > 0) out.pins = reading.pins;
  if (reading.alternatives.length > 0) out.alternatives = reading.alternatives;
  return out;
}

const SINGLE = [
  'title',
  'year',
  'season',
  'date',
  'episodeTitle',
  'part',
  'versionLabel',
  'resolution',
  'source',
  'videoCodec',
  'audioChannels',
  'format3d',
  'releaseGroup',
  'version',
  'extraType',
  'artist',
  'album',
  'disc',
  'track',
  'trackTitle',
] as const;

const LISTS = [
  'alternativeTitles',
  'seasons',
  'episodes',
  'absolute',
  'edition',
  'hdr',
  'languages',
  'subtitleLanguages',
] as const;

function put(out: Record<string, unknown>, field: string, value: string | number | undefined): void {
  if (value !== undefined) out[field] = value;
}

function putPin(out: Record<string, unknown>, pin: Pin): void {
  if (pin.kind === 'imdb') out.imdbId ??= pin.value;
  else if (pin.kind === 'tmdb' || pin.kind === 'tvdb' || pin.kind === 'anidb' || pin.kind === 'tvmaze') {
    out[`${pin.kind}Id`] ??= Number(pin.value);
  } else if (pin.kind === 'mbid') out.mbid ??= pin.value;
}
