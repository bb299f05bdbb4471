import type { ClaimSource, Pin } from '../../model/reading.ts';
import { storable } from '../../model/text.ts';

/** What a `.plexmatch` file says of the show or season it lies beside. */
export interface Plexmatch {
  readonly pins: readonly Pin[];
  readonly title?: string;
  readonly year?: number;
  /** Files beside it, and which episodes they are. */
  readonly episodes?: readonly PlexmatchEpisode[];
}

interface PlexmatchEpisode {
  /** Path of the file, relative to the folder of the `.plexmatch`. */
  readonly file: string;
  /** Absent where the line leaves it to the folder or to `season:`. */
  readonly season?: number;
  readonly episodes: readonly number[];
}

const SOURCE: ClaimSource = 'plexmatch';
const MAX_LINES = 10_000;
/** Characters of a title, and of a line that is shown. */
const MAX_LINE = 300;
const KINDS = { tvdbid: 'tvdb', tmdbid: 'tmdb', imdbid: 'imdb' } as const;
/** `guid` as Plex writes it: `tvdb://81189`, `tmdb://1396`, `imdb://tt0903747`, also the old agents' form. */
const GUID = /(?:^|[.:])(?:(?:the)?(tvdb|moviedb|tmdb|imdb)):\/\/(tt\d{5,10}|\d{1,10})/i;

/**
 * Reads a `.plexmatch` file: lines `key: value`, keys in any case, as Sonarr writes them (`Title`, `Year`, `TvdbId`,
 * `ImdbId`; Sonarr PlexMetadata.cs) and Plex reads them (`show`, `guid`, `tmdbid`, `season`, `episode: S01E02: file`, `ep: SP01: file`). Other keys, comments and values that
 * are no ids are passed over; the first value of a key holds.
 */
export function readPlexmatch(text: string): Plexmatch {
  const pins: Pin[] = [];
  let title: string | undefined;
  let year: number | undefined;
  let season: number | undefined;
  const episodes: PlexmatchEpisode[] = [];
  for (const line of storable(text)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/, MAX_LINES)) {
    const match = /^\s*([a-z]+|SP\d{1,4})\s*:\s*(\S.*?)\s*$/i.exec(line);
    if (match === null) continue;
    const [, word = '', value = ''] = match;
    const key = word.toLowerCase();
    if (key === 'title' || key === 'show') title ??= titleOf(value);
    else if (key === 'year' && /^\d{4}$/.test(value)) year ??= Number(value);
    else if (key === 'season' && /^\d{1,4}$/.test(value)) season ??= Number(value);
    const episode = key === 'ep' || key === 'episode' ? value : key.startsWith('sp') ? `${key}: ${value}` : undefined;
    const placed = episode === undefined ? undefined : episodeOf(episode, season);
    if (placed !== undefined) episodes.push(placed);
    const pin = pinOf(key, value, line.trim().slice(0, MAX_LINE));
    if (pin !== undefined && !pins.some(({ kind }) => kind === pin.kind)) pins.push(pin);
  }
  return {
    pins,
    ...(episodes.length === 0 ? {} : { episodes }),
    ...(title === undefined ? {} : { title }),
    ...(year === undefined ? {} : { year }),
  };
}

const EPISODE = /^(?:sp(\d{1,4})|(?:s(\d{1,4})\s*)?e?(\d{1,5})(?:\s*-\s*e?(\d{1,5}))?)\s*:\s*(\S.*)$/i;
const MOST_EPISODES = 100;

/** `S01E02: file`, `2-3: file`, `SP01: file`. A season that the line does not say is that of `season:`. */
function episodeOf(value: string, inSeason: number | undefined): PlexmatchEpisode | undefined {
  const [, special, written, first, last, path] = EPISODE.exec(value) ?? [];
  if (path === undefined) return undefined;
  const file = path.replace(/^(?:\.?\/)+/, '');
  if (special !== undefined) return { file, season: 0, episodes: [Number(special)] };
  const from = Number(first);
  const count = Math.max(1, Math.min(MOST_EPISODES, Number(last ?? first) - from + 1));
  const episodes = Array.from({ length: count }, (_, index) => from + index);
  const season = written === undefined ? inSeason : Number(written);
  return { file, episodes, ...(season === undefined ? {} : { season }) };
}

function titleOf(value: string): string | undefined {
  return value.slice(0, MAX_LINE).trim() || undefined;
}

function pinOf(key: string, value: string, line: string): Pin | undefined {
  const text = `"${line}" in .plexmatch`;
  if (key === 'guid') {
    const [, agent = '', id = ''] = GUID.exec(value) ?? [];
    const kind = agent.toLowerCase() === 'moviedb' ? 'tmdb' : agent.toLowerCase();
    return kind === 'tvdb' || kind === 'tmdb' || kind === 'imdb' ? validPin(kind, id, text) : undefined;
  }
  return key === 'tvdbid' || key === 'tmdbid' || key === 'imdbid' ? validPin(KINDS[key], value, text) : undefined;
}

function validPin(kind: 'tvdb' | 'tmdb' | 'imdb', value: string, text: string): Pin | undefined {
  const form = kind === 'imdb' ? /^tt\d{5,10}$/i : /^[1-9]\d{0,9}$/;
  return form.test(value) ? { kind, value: value.toLowerCase(), source: SOURCE, text } : undefined;
}
