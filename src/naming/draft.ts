import type { AlternativeReading, Claim, ClaimSource, ExtraType, NameReading } from '../model/reading.ts';
import type { PlacedPin } from './pins.ts';
import type { Hit } from './tables/vocabulary.ts';
import type { Tokenised } from './text/tokens.ts';

/** What a word has been taken for. */
export const ROLE = { free: 0, pin: 1, junk: 2, episode: 3, date: 4, year: 5, tag: 6, group: 7, extra: 8 } as const;

/** A reading in the making: the words of one name, what they were taken for, and what was read. */
export interface Draft {
  readonly name: Tokenised;
  readonly place: ClaimSource;
  /** The name has an extension. */
  readonly isFile: boolean;
  readonly roles: Uint8Array;
  /** By first word. */
  readonly hits: (Hit | undefined)[];
  readonly claims: Claim[];
  readonly alternatives: AlternativeReading[];
  pins: readonly PlacedPin[];
  /** Words of the title: from, and the one behind the last. */
  titleStart: number;
  titleEnd: number;
  /** Word that was taken for the place in a collection; -1 = none. */
  counter: number;
  /** Behind the words that were cut off the title and may belong to it; -1 = none were. */
  wholeTitleEnd: number;
  /** Words of the episode marker; -1 = none. */
  markerStart: number;
  markerEnd: number;
  rule: string;
  title: string | undefined;
  alternativeTitles: string[];
  year: number | undefined;
  season: number | undefined;
  seasons: number[];
  episodes: number[];
  absolute: number[];
  date: string | undefined;
  episodeTitle: string | undefined;
  part: number | undefined;
  edition: string[];
  versionLabel: string | undefined;
  resolution: string | undefined;
  /** Said in lines (`1080p`), not by a name (`4K`). */
  resolutionSure: boolean;
  source: string | undefined;
  videoCodec: string | undefined;
  audioCodecs: string[];
  audioChannels: string | undefined;
  hdr: string[];
  format3d: string | undefined;
  languages: string[];
  subtitleLanguages: string[];
  releaseGroup: string | undefined;
  proper: boolean;
  repack: boolean;
  version: number | undefined;
  extraType: ExtraType | undefined;
}

export function newDraft(name: Tokenised, place: ClaimSource, isFile = false): Draft {
  return {
    name,
    place,
    isFile,
    roles: new Uint8Array(name.tokens.length),
    hits: [],
    claims: [],
    alternatives: [],
    pins: [],
    titleStart: 0,
    titleEnd: name.tokens.length,
    counter: -1,
    wholeTitleEnd: -1,
    markerStart: -1,
    markerEnd: -1,
    rule: '',
    title: undefined,
    alternativeTitles: [],
    year: undefined,
    season: undefined,
    seasons: [],
    episodes: [],
    absolute: [],
    date: undefined,
    episodeTitle: undefined,
    part: undefined,
    edition: [],
    versionLabel: undefined,
    resolution: undefined,
    resolutionSure: false,
    source: undefined,
    videoCodec: undefined,
    audioCodecs: [],
    audioChannels: undefined,
    hdr: [],
    format3d: undefined,
    languages: [],
    subtitleLanguages: [],
    releaseGroup: undefined,
    proper: false,
    repack: false,
    version: undefined,
    extraType: undefined,
  };
}

/** Records a claim on the words `from` … `to` - 1. */
export function claim(
  draft: Draft,
  field: string,
  value: string | number | boolean,
  rule: string,
  from: number,
  to: number,
  confidence: number,
): void {
  const { tokens, raw } = draft.name;
  const first = tokens[from];
  const last = tokens[to - 1];
  const text = first === undefined || last === undefined ? '' : raw.slice(first.start, last.end);
  draft.claims.push({ field, value, source: draft.place, rule, text, confidence });
}

/** Marks the words `from` … `to` - 1. */
export function take(draft: Draft, from: number, to: number, role: number): void {
  for (let index = from; index < to; index++) draft.roles[index] = role;
}

/** Whether a thing that makes an episode was read. */
export function isEpisode(draft: Draft): boolean {
  return (
    draft.season !== undefined ||
    draft.seasons.length > 0 ||
    draft.episodes.length > 0 ||
    draft.absolute.length > 0 ||
    draft.date !== undefined
  );
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The finished reading: only what was said. */
export function finish(draft: Draft, type: NameReading['type']): NameReading {
  const out: Writable<NameReading> = {
    type,
    alternativeTitles: draft.alternativeTitles,
    seasons: draft.seasons,
    episodes: draft.episodes,
    absolute: draft.absolute,
    edition: draft.edition,
    audioCodecs: draft.audioCodecs,
    hdr: draft.hdr,
    languages: draft.languages,
    subtitleLanguages: draft.subtitleLanguages,
    proper: draft.proper,
    repack: draft.repack,
    pins: draft.pins.map(({ kind, value, source, text }) => ({ kind, value, source, text })),
    claims: draft.claims,
    alternatives: draft.alternatives,
  };
  if (draft.title !== undefined && draft.title !== '') out.title = draft.title;
  if (draft.year !== undefined) out.year = draft.year;
  if (draft.season !== undefined) out.season = draft.season;
  if (draft.date !== undefined) out.date = draft.date;
  if (draft.episodeTitle !== undefined) out.episodeTitle = draft.episodeTitle;
  if (draft.part !== undefined) out.part = draft.part;
  if (draft.versionLabel !== undefined) out.versionLabel = draft.versionLabel;
  if (draft.resolution !== undefined) out.resolution = draft.resolution;
  if (draft.source !== undefined) out.source = draft.source;
  if (draft.videoCodec !== undefined) out.videoCodec = draft.videoCodec;
  if (draft.audioChannels !== undefined) out.audioChannels = draft.audioChannels;
  if (draft.format3d !== undefined) out.format3d = draft.format3d;
  if (draft.releaseGroup !== undefined) out.releaseGroup = draft.releaseGroup;
  if (draft.version !== undefined) out.version = draft.version;
  if (draft.extraType !== undefined) out.extraType = draft.extraType;
  return out;
}
