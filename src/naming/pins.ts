import type { ClaimSource, Pin } from '../model/reading.ts';

/** A pin with the place of its words, so that the name reader can leave them out of the title. */
export interface PlacedPin extends Pin {
  readonly start: number;
  readonly end: number;
}

const SOURCE_WORDS: Readonly<Record<ClaimSource, string>> = {
  'file-name': 'in the file name',
  'folder-name': 'in the folder name',
  'season-folder': 'in the season folder name',
  'show-folder': 'in the show folder name',
  nfo: 'in the NFO',
  tags: 'in the tags',
  plexmatch: 'in .plexmatch',
  probe: 'in the container',
  person: 'given by a person',
};

/**
 * `provider[id](-|=)value`. Plex `{tmdb-603}`, Jellyfin `[tmdbid=603]` (also `(`, `{`), Kodi ≥ 20 `{tmdb=603}`, Radarr
 * `tmdbid-603` without brackets; HAMA's mode digit `[anidb2-69]`, `[tvdb4-…]` is allowed and dropped.
 * Sources: Jellyfin PathExtensions.GetAttributeValue; Kodi AdvancedSettings.cpp; Radarr Parser.cs; Absolute Series Scanner.
 */
const KEYED =
  /(?<![a-z0-9])(?:(tmdb|tvmaze)(?:id)?|(tvdb|anidb)(?:id|[2-5])?|(imdb)(?:id)?|(mbid|musicbrainz)(?:id)?) ?[-=] ?(?:(tt\d{5,10}|\d{1,10})(?![a-z0-9]|-[0-9a-f]{4}-)|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![a-z0-9-]))/gi;

/** IMDb's own form, anywhere in a name. Source: Jellyfin PathExtensions; Radarr Parser.cs. */
const BARE_IMDB = /(?<![a-z0-9])tt\d{7,8}(?![a-z0-9])/gi;

/** Ids of works in a name, in the order they stand, each with its place. */
export function readPlacedPins(name: string, source: ClaimSource): PlacedPin[] {
  const pins: PlacedPin[] = [];
  if (!mayHoldPin(name)) return pins;
  for (const match of name.matchAll(KEYED)) {
    const value = keyedValue(match);
    const kind = keyedKind(match);
    if (value === undefined || kind === undefined) continue;
    add(pins, name, source, kind, value, match.index, match.index + match[0].length);
  }
  if (!pins.some((pin) => pin.kind === 'imdb')) {
    for (const match of name.matchAll(BARE_IMDB)) {
      add(pins, name, source, 'imdb', match[0].toLowerCase(), match.index, match.index + match[0].length);
    }
  }
  return pins;
}

/** Ids of works in a name: the union of what Plex, Jellyfin, Kodi, Radarr and HAMA accept. */
export function readPins(name: string, source: ClaimSource): Pin[] {
  return readPlacedPins(name, source).map(({ kind, value, text, source: from }) => ({
    kind,
    value,
    source: from,
    text,
  }));
}

/** Nearly no name holds an id: two looks at the string spare the patterns. */
function mayHoldPin(name: string): boolean {
  for (let index = name.length - 3; index >= 0; index--) {
    const code = name.charCodeAt(index);
    if (code === 0x2d || code === 0x3d) {
      if (name.charCodeAt(index - 1) > 0x20 && keyBefore(name, index)) return true;
    } else if ((code | 0x20) === 0x74 && (name.charCodeAt(index + 1) | 0x20) === 0x74 && isDigit(name, index + 2))
      return true;
  }
  return false;
}

/** Whether `db`, `dbid`, `db4`, `mbid`, `maze`, `brainz` … end here. Only cheap letters are looked at. */
function keyBefore(name: string, end: number): boolean {
  const last = name.charCodeAt(end - 1) | 0x20;
  return last === 0x62 || last === 0x64 || last === 0x65 || last === 0x7a || isDigit(name, end - 1);
}

function isDigit(name: string, index: number): boolean {
  const code = name.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}

function keyedKind(match: RegExpExecArray): Pin['kind'] | undefined {
  const key = (match[1] ?? match[2] ?? match[3] ?? match[4])?.toLowerCase();
  switch (key) {
    case 'tmdb':
    case 'tvmaze':
    case 'tvdb':
    case 'anidb':
    case 'imdb':
      return key;
    case 'mbid':
    case 'musicbrainz':
      return 'mbid';
    default:
      return undefined;
  }
}

function keyedValue(match: RegExpExecArray): string | undefined {
  const number = match[5]?.toLowerCase();
  if (match[4] !== undefined) return match[6]?.toLowerCase();
  if (number === undefined) return undefined;
  if (match[3] !== undefined) return number.startsWith('tt') ? number : `tt${number.padStart(7, '0')}`;
  return number.startsWith('tt') ? undefined : number;
}

function add(
  pins: PlacedPin[],
  name: string,
  source: ClaimSource,
  kind: Pin['kind'],
  value: string,
  start: number,
  end: number,
): void {
  if (pins.some((pin) => pin.kind === kind && pin.value === value)) return;
  const open = name[start - 1] ?? '';
  const close = name[end] ?? '';
  const bracketed =
    (open === '[' && close === ']') || (open === '{' && close === '}') || (open === '(' && close === ')');
  const words = bracketed ? name.slice(start - 1, end + 1) : name.slice(start, end);
  pins.push({ kind, value, source, text: `${words} ${SOURCE_WORDS[source]}`, start, end });
}
