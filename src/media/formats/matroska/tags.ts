import type { ByteWindow } from '../window.ts';
import { type Element, eachElement, text, unsigned } from './ebml.ts';

const TAG = 0x7373;
const TARGETS = 0x63c0;
const TARGET_LEVEL = 0x68ca;
/** Ids of tracks, editions, chapters and attachments that a tag is about; 0 means all of them. */
const PARTS = new Set([0x63c5, 0x63c9, 0x63c4, 0x63c6]);
const SIMPLE_TAG = 0x67c8;
const NAME = 0x45a3;
const STRING = 0x4487;
const DEFAULT_LEVEL = 50;
const DEEPEST = 4;
const MOST_VALUES = 2000;
/** Of all texts of a file. */
const MOST_TEXT = 256 * 1024;

export interface TagCollector {
  readonly entries: Map<string, string[]>;
  add(key: string, value: string): void;
}

export function collectTags(): TagCollector {
  const entries = new Map<string, string[]>();
  let values = 0;
  let characters = 0;
  return {
    entries,
    add(key, value) {
      characters += key.length + value.length;
      if (++values > MOST_VALUES || characters > MOST_TEXT) return;
      const list = entries.get(key);
      if (list === undefined) entries.set(key, [value]);
      else list.push(value);
    },
  };
}

/**
 * Tags of the whole file, in the order of their levels (RFC 9559, 5.1.8). A key is the level and the name: `50/TITLE` is the
 * title of a film or album, `30/TITLE` of a track, `60/PART_NUMBER` the number of a season; of tags inside tags, both names:
 * `50/ARTIST/SORT_WITH`. Tags of single tracks and chapters are left out: they are statistics of the muxer.
 */
export function readTags(window: ByteWindow, tags: Element, collector: TagCollector): void {
  eachElement(window, tags.start, tags.end, (tag) => {
    if (tag.id !== TAG) return;
    let level = DEFAULT_LEVEL;
    let ofPart = false;
    eachElement(window, tag.start, tag.end, (element) => {
      if (element.id !== TARGETS) return;
      eachElement(window, element.start, element.end, (part) => {
        if (part.id === TARGET_LEVEL) level = unsigned(window, part) || DEFAULT_LEVEL;
        else if (PARTS.has(part.id) && (unsigned(window, part) ?? 0) !== 0) ofPart = true;
      });
    });
    if (!ofPart) readSimpleTags(window, tag, String(level), collector, 0);
  });
}

function readSimpleTags(window: ByteWindow, parent: Element, prefix: string, out: TagCollector, depth: number): void {
  if (depth >= DEEPEST) return;
  eachElement(window, parent.start, parent.end, (element) => {
    if (element.id !== SIMPLE_TAG) return;
    let name: string | undefined;
    let value: string | undefined;
    eachElement(window, element.start, element.end, (part) => {
      if (part.id === NAME) name = text(window, part).trim();
      else if (part.id === STRING) value = text(window, part);
    });
    if (name === undefined || name === '') return;
    const key = `${prefix}/${name}`;
    if (value !== undefined && value.trim() !== '') out.add(key, value);
    readSimpleTags(window, element, key, out, depth + 1);
  });
}
