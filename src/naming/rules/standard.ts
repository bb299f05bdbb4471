import type { Reader } from '../text/reader.ts';
import { addRange, type Marker, newMarker } from './marker.ts';

const BETWEEN = ' ._-';
const JOINTS = ' ._-~+&,/';
/** No file holds more episodes: `S02E14 - Ep.141` gives the absolute number too. */
const LONGEST_FILE = 100;

/**
 * `S01E02` and its relatives at this place: `s01.e02`, `S01xE02`, `S01x02`, `S01 - E03`, `S01.Ep02`, and further episodes
 * `S01E01E02`, `S01E01-E03`, `S01E01-03`, `S01E01+02`, `S01E01-S01E02`; `T01E02` in Spanish and Portuguese.
 * Sources: Kodi AdvancedSettings, Jellyfin NamingOptions, Sonarr's naming of multi-episode files.
 */
export function readStandard(reader: Reader, start: number): Marker | undefined {
  reader.position = start;
  const seasonLetter = reader.code();
  reader.position++;
  const season = reader.number(1, 4);
  if (season < 0) return undefined;
  const between = reader.skip(BETWEEN, 3);
  const crossed = reader.accept('x');
  const lettered = acceptEpisodeLetter(reader);
  if (!lettered && !(crossed && reader.atDigit() && (between === '' || between === '-'))) return undefined;
  if (seasonLetter !== 0x73 && (!lettered || between !== '')) return undefined;
  if (lettered) reader.skip(' ._-', 1);
  const episode = reader.number(1, 5);
  if (episode < 0) return undefined;
  const marker = newMarker(start, 'episode.sxxeyy', 0.98);
  marker.season = season;
  marker.episodes.push(episode);
  readMore(reader, marker, season);
  return close(reader, marker);
}

/**
 * `1x02` and its relatives: `1x02x03`, `1x02-03`, `1x02-1x03`, `2016x231`. Sizes of pictures are none. Cyrillic `х` and
 * `×` are typed for the `x` too.
 */
export function readCrossed(reader: Reader, start: number): Marker | undefined {
  reader.position = start;
  const season = reader.number(1, 4);
  if (season < 0) return undefined;
  const lettered = reader.position - start === 2 && reader.accept('e');
  if (!lettered && !acceptCross(reader)) return undefined;
  if (!lettered) reader.accept('e');
  const begin = reader.position;
  const episode = reader.number(1, 4);
  if (episode < 0) return undefined;
  const digits = reader.position - begin;
  if (lettered && digits !== 2) return undefined;
  if (
    isPictureSize(season, episode) ||
    (season === 0 && digits !== 2) ||
    (digits === 1 && season > 99 && season < 1900)
  )
    return undefined;
  const marker = newMarker(start, 'episode.nxnn', 0.95);
  marker.season = season;
  marker.episodes.push(episode);
  readMore(reader, marker, season);
  return close(reader, marker);
}

/** `E02`, `Ep02`, `E11-E12`: an episode without its season. At least two digits where only an `e` stands before. */
export function readLettered(reader: Reader, start: number): Marker | undefined {
  reader.position = start;
  const before = reader.position;
  if (!acceptEpisodeLetter(reader)) return undefined;
  const single = reader.position - before === 1;
  const begin = reader.position;
  const episode = reader.number(1, 5);
  if (episode < 0) return undefined;
  const digits = reader.position - begin;
  if (single && (digits > 4 || (digits < 2 && reader.code() !== 0x2d && reader.position < reader.text.length)))
    return undefined;
  const marker = newMarker(start, 'episode.exx', 0.85);
  marker.episodes.push(episode);
  readMore(reader, marker, undefined);
  return close(reader, marker);
}

function acceptEpisodeLetter(reader: Reader): boolean {
  if (reader.code() !== 0x65) return false;
  return reader.accept('episode') || reader.accept('eps') || reader.accept('ep') || reader.accept('e');
}

function acceptCross(reader: Reader): boolean {
  return reader.accept('x') || reader.accept('х') || reader.accept('×');
}

/** Further episodes behind the first, until something else comes. */
function readMore(reader: Reader, marker: Marker, season: number | undefined): void {
  readEnding(reader, marker);
  for (;;) {
    const place = reader.position;
    const last = marker.episodes[marker.episodes.length - 1] ?? 0;
    let joint = reader.skip(JOINTS, 3);
    if (joint !== '' && reader.accept('and')) joint += reader.skip(JOINTS, 1);
    const ranged = joint.includes('-') || joint.includes('~');
    const next = nextEpisode(reader, joint, season, last);
    if (next < 0 || !endsHere(reader) || (season !== undefined && joint.length > 1 && next - last > LONGEST_FILE)) {
      reader.position = place;
      return;
    }
    // `S01E03E02`: both are named, in whatever order.
    if (joint === '' && season !== undefined && next < last && !marker.episodes.includes(next)) {
      marker.episodes.push(next);
      marker.episodes.sort((one, other) => one - other);
      readEnding(reader, marker);
      continue;
    }
    if (ranged || joint === '' ? !addRange(marker.episodes, last, next) : next <= last) {
      reader.position = place;
      return;
    }
    if (!ranged && joint !== '') marker.episodes.push(next);
    readEnding(reader, marker);
  }
}

function nextEpisode(reader: Reader, joint: string, season: number | undefined, last: number): number {
  const start = reader.position;
  if (reader.accept('ep') || reader.accept('e')) {
    // `S02E01 - Ep.5`: written anew behind a blank, it is the absolute number and no second episode.
    if (reader.skip('.', 1) !== '' && season !== undefined && joint.includes(' ')) return -1;
    return reader.number(1, 5);
  }
  if (acceptCross(reader)) {
    const next = reader.number(1, 3);
    return next - last < 60 ? next : -1;
  }
  if (season === undefined) {
    return /^[-~+]$/.test(joint) ? smallStep(reader.number(2, 4), last) : -1;
  }
  const repeated = reader.accept('s') ? reader.number(1, 4) : reader.number(1, 4);
  if (repeated === season && (acceptCross(reader) || reader.accept('e') || reader.accept('.e'))) {
    reader.accept('e');
    return reader.number(1, 5);
  }
  reader.position = start;
  if (joint === '_') return reader.number(2, 2) === last + 1 ? last + 1 : -1;
  return /^[-~+&]$/.test(joint) ? smallStep(reader.number(1, 5), last) : -1;
}

/** A bare number behind the dash is an episode only where it goes on from the last one. */
function smallStep(next: number, last: number): number {
  return next > last && next - last < 200 ? next : -1;
}

/** `v2`, and the letter or part of a sub-episode (`1x09a`). */
function readEnding(reader: Reader, marker: Marker): void {
  const place = reader.position;
  reader.skip(' _', 1);
  if (reader.accept('v')) {
    const version = reader.number(1, 1);
    if (version >= 0 && reader.atBoundary()) {
      marker.version = version;
      return;
    }
  }
  reader.position = place;
  if (reader.accept('.') && reader.number(1, 1) >= 0 && (reader.code() === 0x20 || reader.code() === 0)) return;
  reader.position = place;
  const code = reader.code();
  if (code >= 0x61 && code <= 0x64) {
    reader.position++;
    if (!reader.atBoundary()) reader.position = place;
  }
}

function endsHere(reader: Reader): boolean {
  if (reader.atBoundary()) return true;
  const code = reader.code();
  return code === 0x65 || code === 0x78 || code === 0x445 || code === 0x76 || (code >= 0x61 && code <= 0x64);
}

function close(reader: Reader, marker: Marker): Marker | undefined {
  if (!reader.atBoundary()) return undefined;
  marker.end = reader.position;
  return marker;
}

/** 640×480 and above; `2016x231` is a season of a daily show. */
function isPictureSize(width: number, height: number): boolean {
  if (width >= 1900 && width <= 2100) return height > 366;
  return width >= 300 && height >= 200;
}
