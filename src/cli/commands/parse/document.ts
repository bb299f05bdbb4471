import { z } from 'zod';
import { EXTERNAL_ID_KINDS } from '../../../model/ids.ts';
import { EXTRA_TYPES } from '../../../model/reading.ts';

const text = z.string().optional();
const number = z.number().optional();
const texts = z.array(z.string()).optional();
const numbers = z.array(z.number()).optional();
const type = z.enum(['movie', 'episode', 'track', 'unknown']);
const source = z.string().describe('Where it was read: `file-name`, `folder-name`, `season-folder`, …');

const pin = z.object({ kind: z.enum([...EXTERNAL_ID_KINDS, 'mbid']), value: z.string(), source, text: z.string() });

const alternative = z.object({
  weight: z.number().describe('0 to 1: how likely this reading is.'),
  rule: z.string(),
  title: z.string().nullish(),
  year: z.number().nullish(),
  season: z.number().nullish(),
  episodes: numbers,
  absolute: numbers,
  type: type.optional(),
  artist: text,
});

const claim = z.object({
  field: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  source,
  rule: z.string(),
  text: z.string().describe('The words of the name.'),
  confidence: z.number(),
});

/** One line of `revenge parse --json` and `revenge explain --json`: what a name says. What it does not say is absent. */
export const parseDocument = z.object({
  input: z.string(),
  type,
  title: text,
  alternativeTitles: texts,
  year: number,
  season: number,
  seasons: numbers,
  episodes: numbers,
  absolute: numbers,
  date: text,
  episodeTitle: text,
  part: number,
  edition: texts,
  versionLabel: text,
  resolution: text,
  source: text,
  videoCodec: text,
  audioCodec: texts,
  audioChannels: text,
  hdr: texts,
  format3d: text,
  languages: texts,
  subtitleLanguages: texts,
  releaseGroup: text,
  proper: z.literal(true).optional(),
  repack: z.literal(true).optional(),
  version: number,
  extraType: z.enum(EXTRA_TYPES).optional(),
  isExtra: z.literal(true).optional(),
  artist: text,
  album: text,
  disc: number,
  track: number,
  trackTitle: text,
  imdbId: text,
  tmdbId: number,
  tvdbId: number,
  anidbId: number,
  tvmazeId: number,
  mbid: text,
  pins: z.array(pin).optional(),
  alternatives: z.array(alternative).optional().describe('Other ways to read the name, best first.'),
  claims: z.array(claim).optional().describe('With `--explain`: which rule read which words.'),
});
