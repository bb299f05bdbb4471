import { wordTable } from '../../model/word-table.ts';
/** An element of an NFO file. Names are in lower case, as writers do not agree on them. */
export interface NfoNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Own text, entities resolved, without that of the children. */
  readonly text: string;
  readonly children: readonly NfoNode[];
}

export interface NfoTree {
  /** Elements that stand in no other. */
  readonly roots: readonly NfoNode[];
  /** What stands outside of every element: before, between and behind the roots. */
  readonly outside: string;
  readonly problems: readonly string[];
}

const MAX_DEPTH = 24;
const MAX_NODES = 60_000;
const MAX_ATTRIBUTES = 32;

interface OpenNode {
  readonly name: string;
  readonly attributes: Map<string, string>;
  text: string;
  readonly children: OpenNode[];
}

const TAG = /^<(\/?)([A-Za-z_][\w.:-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>/;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/g;
/** No tag is longer; what is, is text with a `<` in it. */
const MAX_TAG = 4096;

/**
 * Takes NFO text apart, forgiving what real files do wrong: several roots, a bare `&` or `<` in text, missing or crossed
 * closing tags, a file cut off. Nothing is looked up or expanded: document types are skipped, entities but the five of XML
 * and numbers stay as they stand. Depth and number of elements are bounded; what is beyond is left out and told.
 *
 * @param isRoot names that open a new root even where an element of the same name was left open.
 */
export function parseNfoTree(source: string, isRoot: (name: string) => boolean): NfoTree {
  const roots: OpenNode[] = [];
  const stack: OpenNode[] = [];
  const problems = new Set<string>();
  let outside = '';
  let nodes = 0;
  let at = 0;

  const addText = (text: string): void => {
    const top = stack.at(-1);
    if (top === undefined) outside += text;
    else top.text += text;
  };
  const open = (name: string, attributes: string, closed: boolean): void => {
    if (isRoot(name) && stack.some((node) => node.name === name)) {
      problems.add(`<${name}> is not closed`);
      stack.length = 0;
    }
    if (stack.length >= MAX_DEPTH || ++nodes > MAX_NODES) {
      problems.add(stack.length >= MAX_DEPTH ? 'elements are nested too deep' : 'it has too many elements');
      return;
    }
    const node: OpenNode = { name, attributes: readAttributes(attributes), text: '', children: [] };
    (stack.at(-1)?.children ?? roots).push(node);
    if (!closed) stack.push(node);
  };
  const close = (name: string): void => {
    const depth = stack.findLastIndex((node) => node.name === name);
    // Closing what was never opened is nothing; closing an outer element closes those within.
    if (depth >= 0) stack.length = depth;
  };

  while (at < source.length) {
    const next = source.indexOf('<', at);
    if (next < 0) {
      addText(decodeEntities(source.slice(at)));
      break;
    }
    if (next > at) addText(decodeEntities(source.slice(at, next)));
    const special = skipSpecial(source, next);
    if (special !== undefined) {
      if (special.text !== undefined) addText(special.text);
      if (special.problem !== undefined) problems.add(special.problem);
      at = special.end;
      continue;
    }
    const tag = TAG.exec(source.slice(next, next + MAX_TAG));
    const [whole, slash, name, attributes, closed] = tag ?? [];
    if (whole === undefined || name === undefined) {
      addText('<');
      at = next + 1;
      continue;
    }
    if (slash === '/') close(name.toLowerCase());
    else open(name.toLowerCase(), attributes ?? '', closed === '/');
    at = next + whole.length;
  }
  if (stack[0] !== undefined) problems.add(`it ends inside <${stack[0].name}>`);
  return { roots, outside, problems: [...problems] };
}

interface Special {
  readonly end: number;
  readonly text?: string;
  readonly problem?: string;
}

/** Comments, CDATA, processing instructions, document types. */
function skipSpecial(source: string, at: number): Special | undefined {
  const until = (mark: string, from: number): number => {
    const found = source.indexOf(mark, from);
    return found < 0 ? source.length : found + mark.length;
  };
  if (source.startsWith('<!--', at)) return { end: until('-->', at + 4) };
  if (source.startsWith('<![CDATA[', at)) {
    const end = until(']]>', at + 9);
    return { end, text: source.slice(at + 9, end).replace(/\]\]>$/, '') };
  }
  if (source.startsWith('<?', at)) return { end: until('?>', at + 2) };
  if (!/^<!doctype/i.test(source.slice(at, at + 9))) return undefined;
  const subset = source.indexOf('[', at);
  const end = until('>', at);
  if (subset < 0 || subset > end) return { end };
  return { end: until('>', until(']', subset)), problem: 'it declares entities, which are not expanded' };
}

function readAttributes(text: string): Map<string, string> {
  const out = new Map<string, string>();
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    if (name === undefined || value === undefined || out.size >= MAX_ATTRIBUTES) break;
    out.set(name.toLowerCase(), decodeEntities(/^["']/.test(value) ? value.slice(1, -1) : value));
  }
  return out;
}

const ENTITIES: ReadonlyMap<string, string> = wordTable({
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
});

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES.get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
