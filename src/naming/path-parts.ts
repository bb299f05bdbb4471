import { languageOf } from './rules/sidecar.ts';
import { KNOWN_EXTENSIONS } from './tables/extensions.ts';

/** A path in its parts. */
export interface PathParts {
  readonly folders: readonly string[];
  /** The last part without its extension. */
  readonly stem: string;
  /** In lower case, without the dot; empty where it is no extension of media or sidecars. */
  readonly extension: string;
}

/**
 * Splits a path at `/` and `\`. A slash among blanks or within brackets belongs to the name ("Name / Other name",
 * "[AC3/AAC]"), as does one between languages ("Ukr/Eng") or in a date.
 */
export function splitPath(path: string): PathParts {
  const folders: string[] = [];
  let start = 0;
  let depth = 0;
  if (path.includes('/') || path.includes('\\')) {
    for (let index = 0; index < path.length; index++) {
      const code = path.charCodeAt(index);
      if (code === 0x5b || code === 0x28 || code === 0x3010) depth++;
      else if (code === 0x5d || code === 0x29 || code === 0x3011) depth = Math.max(0, depth - 1);
      else if (code === 0x2f || code === 0x5c) {
        if (isWithinName(path, index, depth)) continue;
        if (index > start) folders.push(path.slice(start, index));
        start = index + 1;
        depth = 0;
      }
    }
  }
  let name = path.slice(start);
  if (name === '' && folders.length > 0) name = folders.pop() ?? '';
  const extension = extensionOf(name);
  return {
    folders,
    stem: extension === '' ? name : name.slice(0, name.length - extension.length - 1),
    extension: extension.toLowerCase(),
  };
}

function isWithinName(path: string, index: number, depth: number): boolean {
  if (index === 0) return false;
  if (path.charCodeAt(index - 1) === 0x20 && path.charCodeAt(index + 1) === 0x20) return true;
  if (depth > 0 && closesBefore(path, index)) return true;
  const behind = path.slice(index + 1, index + 24);
  const before = path.slice(Math.max(0, index - 16), index);
  if (/(?:^|\D)\d{1,2}$/.test(before) && /^\d{1,2}\/\d{4}/.test(behind)) return true;
  if (/\d\/\d{1,2}$/.test(before) && /^\d{4}(?!\d)/.test(behind)) return true;
  const left = /(?:^|[^\p{L}\p{N}])([\p{L}\p{N}]{2,12})$/u.exec(before)?.[1];
  const right = /^(\p{L}{2,12})(?!\p{L})/u.exec(behind)?.[1];
  return left !== undefined && right !== undefined && languageOf(left) !== undefined && languageOf(right) !== undefined;
}

/** Whether the brackets are closed before the next slash but one. */
function closesBefore(path: string, index: number): boolean {
  for (let at = index + 1; at < path.length && at < index + 120; at++) {
    const code = path.charCodeAt(at);
    if (code === 0x5d || code === 0x29 || code === 0x3011) return true;
    if (code === 0x5b || code === 0x28 || code === 0x3010) return false;
  }
  return false;
}

/** "….x264.AAC" ends on a tag: extensions of codecs are not written in capitals. */
const VIDEO_WORDS = /xvid|x26[45]|h\.?26[45]|divx|(?:dvd|br|bd|web|hd|cam)-?rip/i;
const CODEC_LIKE = /^(?:AAC|AC3|DTS|OPUS|FLAC)$/;

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || name.length - dot > 12) return '';
  const extension = name.slice(dot + 1);
  if (extension === 'MP3' && VIDEO_WORDS.test(name)) return '';
  if (CODEC_LIKE.test(extension) && / |\..*\./.test(name)) return '';
  return KNOWN_EXTENSIONS.has(extension.toLowerCase()) ? extension : '';
}
