import { pathKey } from '../../model/paths.ts';
import { ANY, type FileCondition } from './condition.ts';
import { bounds, list, lowerAscii, oneOf, refused } from './parse-values.ts';
import { RESOLUTION_NAMES, type Resolution } from './resolutions.ts';

/** Filters by what the files of an item are. */
export const FILE_FILTERS = ['codec', 'resolution', 'hdr', 'audio', 'subtitle', 'size', 'path', 'edition'] as const;

const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1000],
  ['m', 1000 ** 2],
  ['g', 1000 ** 3],
  ['t', 1000 ** 4],
]);
/** Other words for a resolution. */
const ALIASES: ReadonlyMap<string, Resolution> = new Map([
  ['8k', '4320p'],
  ['4k', '2160p'],
  ['uhd', '2160p'],
  ['fhd', '1080p'],
  ['hd', '720p'],
]);

/**
 * Reads the value of a filter of `FILE_FILTERS`.
 * @throws RevengeError `USAGE` that names the word.
 */
export function readFileFilter(key: string, value: string, word: string): FileCondition {
  const values = list(value).map(lowerAscii);
  switch (key) {
    case 'codec':
      return { what: 'tracks', of: ['video', 'audio'], member: 'codec', values };
    case 'hdr':
      return {
        what: 'tracks',
        of: ['video'],
        member: 'hdr',
        values: values.map((name) => (name === 'yes' ? ANY : name)),
      };
    case 'audio':
      return { what: 'spoken', of: 'audio', languages: values };
    case 'subtitle':
      return { what: 'spoken', of: 'subtitles', languages: values };
    case 'resolution':
      return {
        what: 'resolution',
        names: values.map((name) => ALIASES.get(name) ?? oneOf(RESOLUTION_NAMES, name, word)),
      };
    case 'size':
      return { what: 'size', bounds: bounds(value, word, (text) => bytes(text, word)) };
    case 'path':
      return { what: 'path', parts: list(value).map(pathKey) };
    default:
      return { what: 'edition', names: values };
  }
}

/** `700M`, `1.5G`: decimal units, as disks are sold. */
function bytes(text: string, word: string): number {
  const [, count, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?)\s*([kmgt]?)b?$/i.exec(text.trim()) ?? [];
  const factor = UNITS.get(unit.toLowerCase());
  if (count === undefined || factor === undefined) throw refused(word, 'Give a size, or a range: >10G, 700M..2G.');
  return Math.round(Number(count) * factor);
}
