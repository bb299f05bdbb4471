import { type DocumentElement, type DocumentRoot, documentText, type NfoDocument } from './document.ts';
import { type Element, sourceOf } from './elements.ts';

/** A root as revenge would write it: the elements of each name, in the order of the file. */
export interface WantedRoot {
  readonly name: string;
  readonly elements: readonly Element[];
}

/** What a merge did with one kind of element. */
export interface MergeNote {
  /** Name of the element, with the type of a `uniqueid`: `plot`, `uniqueid:tmdb`. */
  readonly element: string;
  /** `edited`: a person changed it since revenge wrote it, so it stays. `kept`: it was there before revenge wrote. */
  readonly what: 'added' | 'replaced' | 'edited' | 'kept';
}

export interface MergedRoot {
  readonly root: DocumentRoot;
  /**
   * The base of the next merge. An element that a person has edited keeps its old base, so that the edit is seen as one the
   * next time too.
   */
  readonly base: DocumentRoot;
  readonly notes: readonly MergeNote[];
}

const INDENT = '    ';
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The text of a new file. */
export function newDocument(roots: readonly WantedRoot[]): string {
  const text = roots.map(({ name, elements }) => {
    const lines = elements.map((one) => `${INDENT}${sourceOf(one, INDENT)}\n`).join('');
    return `<${name}>\n${lines}</${name}>\n`;
  });
  return HEADER + text.join('');
}

/**
 * Merges what revenge would write into the file that is there, three ways: `base` is what revenge wrote last. Elements that a
 * person has edited or removed since stay as the person left them; elements that revenge does not know stay in their place.
 * Without a base everything that the file says stays, and only what it lacks is added.
 */
export function mergeRoot(current: DocumentRoot, wanted: WantedRoot, base: DocumentRoot | undefined): MergedRoot {
  const notes: MergeNote[] = [];
  const there = byKey(current.elements);
  const before = byKey(base?.elements ?? []);
  const ours = byKey(wanted.elements);
  const replaced = new Map<string, readonly Element[]>();
  const next = new Map<string, readonly (Element | DocumentElement)[]>(before);
  for (const [key, elements] of ours) {
    const now = there.get(key) ?? [];
    const last = before.get(key) ?? [];
    if (isSame(now, elements)) {
      next.set(key, elements);
      continue;
    }
    const what =
      base === undefined ? (now.length === 0 ? 'added' : 'kept') : isSame(now, last) ? changeOf(now) : 'edited';
    notes.push({ element: key, what });
    if (what === 'edited' || what === 'kept') continue;
    replaced.set(key, elements);
    next.set(key, elements);
  }
  const root = withElements(current, replaced, [...ours.keys()]);
  return { root, base: baseRoot(wanted.name, [...next.values()].flat()), notes };
}

/** The base of a file that revenge writes anew. */
export function firstBase({ name, elements }: WantedRoot): DocumentRoot {
  return baseRoot(name, elements);
}

function baseRoot(name: string, elements: readonly (Element | DocumentElement)[]): DocumentRoot {
  const kept = elements.map((one) => ({
    name: one.name,
    before: `\n${INDENT}`,
    source: 'source' in one ? one.source : sourceOf(one, INDENT),
  }));
  return { name, opening: `<${name}>`, elements: kept, closing: `\n</${name}>\n` };
}

/** The text of a file with these roots in place of its own. */
export function documentWith(document: NfoDocument, roots: readonly DocumentRoot[]): string {
  return documentText({ ...document, roots });
}

function changeOf(now: readonly unknown[]): 'added' | 'replaced' {
  return now.length === 0 ? 'added' : 'replaced';
}

/**
 * Whether two roots are of the same work: of one name, and of one season and episode as far as both say them. A file of several
 * episodes may hold its roots in any order.
 */
export function isSamePlace(one: DocumentRoot | WantedRoot, other: DocumentRoot | WantedRoot): boolean {
  if (one.name.toLowerCase() !== other.name.toLowerCase()) return false;
  return ['season', 'episode'].every((name) => {
    const [some, others] = [numberIn(one, name), numberIn(other, name)];
    return some === undefined || others === undefined || some === others;
  });
}

function numberIn({ elements }: DocumentRoot | WantedRoot, name: string): number | undefined {
  const found = elements.find((each) => each.name === name);
  return found === undefined ? undefined : Number(plain(found).replace(/<[^>]*>/g, ''));
}

/** Elements of one kind: of one name, and of `uniqueid` of one type, because each type is a value of its own. */
function keyOf(one: Element | DocumentElement): string {
  if (one.name !== 'uniqueid') return one.name.toLowerCase();
  const tag = 'tag' in one ? one.tag : one.source.slice(0, one.source.indexOf('>') + 1);
  const type = /\stype\s*=\s*["']?([\w-]+)/i.exec(tag)?.[1] ?? '';
  return `uniqueid:${type.toLowerCase()}`;
}

function byKey<T extends Element | DocumentElement>(elements: readonly T[]): Map<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of elements) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

/** Equal but for white space between elements, which editors change without meaning anything by it. */
function isSame(some: readonly (Element | DocumentElement)[], others: readonly (Element | DocumentElement)[]): boolean {
  const other = others.map(plain);
  return some.length === other.length && some.map(plain).every((text, place) => text === other[place]);
}

function plain(one: Element | DocumentElement): string {
  const source = 'source' in one ? one.source : sourceOf(one, '');
  return source
    .replace(/>\s+</g, '><')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('\r\n', '\n');
}

/** The root with elements of some kinds replaced in place; new kinds go behind the last element that stands before them in our order. */
function withElements(
  root: DocumentRoot,
  replaced: ReadonlyMap<string, readonly Element[]>,
  order: readonly string[],
): DocumentRoot {
  const indent = /\n([ \t]*)$/.exec(root.elements[0]?.before ?? '')?.[1] ?? '    ';
  const lineStart = root.elements[0]?.before.includes('\r\n') === true ? '\r\n' : '\n';
  const made = (element: Element, before = lineStart + indent): DocumentElement => ({
    name: element.name,
    before,
    source: sourceOf(element, indent, lineStart),
  });
  const elements: DocumentElement[] = [];
  const placed = new Set<string>();
  for (const element of root.elements) {
    const key = keyOf(element);
    const instead = replaced.get(key);
    if (instead === undefined) elements.push(element);
    else if (!placed.has(key))
      elements.push(...instead.map((one, place) => (place === 0 ? made(one, element.before) : made(one))));
    placed.add(key);
  }
  for (const [key, added] of replaced) {
    if (placed.has(key)) continue;
    const earlier = new Set(order.slice(0, order.indexOf(key)));
    const place = elements.findLastIndex((element) => earlier.has(keyOf(element))) + 1;
    elements.splice(place, 0, ...added.map((one) => made(one)));
    placed.add(key);
  }
  const closing =
    root.elements.length === 0 && elements.length > 0 ? `${lineStart}${root.closing.trimStart()}` : root.closing;
  return { ...root, elements, closing };
}

/**
 * An NFO file without what revenge wrote there itself and nobody has edited since: only the rest is a person's word. Without
 * this, a value that revenge wrote once would come back as the NFO's own and outrank every source for ever.
 */
export function withoutOwn(document: NfoDocument, bases: readonly DocumentRoot[]): NfoDocument {
  const roots = document.roots.map((root) => {
    const ours = byKey(bases.find((base) => isSamePlace(base, root))?.elements ?? []);
    const own = new Set(
      [...byKey(root.elements)].flatMap(([key, now]) => (isSame(now, ours.get(key) ?? []) ? [key] : [])),
    );
    return { ...root, elements: root.elements.filter((element) => !own.has(keyOf(element))) };
  });
  return { ...document, roots };
}
