/** One element directly below a root, as it stands in the file. */
export interface DocumentElement {
  /** In lower case. */
  readonly name: string;
  /** From its `<` to the end of its closing tag. */
  readonly source: string;
  /** White space and comments in front of it. */
  readonly before: string;
}

/** One root of an NFO file, taken apart without losing a byte. */
export interface DocumentRoot {
  /** In lower case. */
  readonly name: string;
  /** Everything from the end of the root before to the end of the opening tag. */
  readonly opening: string;
  readonly elements: readonly DocumentElement[];
  /** White space and comments behind the last element, and the closing tag. */
  readonly closing: string;
}

/** An NFO file: one root, or several in a file of several episodes. */
export interface NfoDocument {
  readonly roots: readonly DocumentRoot[];
  /** What stands behind the last root: an address, a line end. */
  readonly tail: string;
}

/** The text of a document again, byte for byte where nothing was replaced. */
export function documentText({ roots, tail }: NfoDocument): string {
  const rootText = ({ opening, elements, closing }: DocumentRoot): string =>
    opening + elements.map(({ before, source }) => before + source).join('') + closing;
  return roots.map(rootText).join('') + tail;
}

interface Token {
  readonly kind: 'open' | 'close' | 'empty' | 'other';
  readonly name: string;
  readonly end: number;
}

const MAX_ROOTS = 500;

/**
 * Takes an NFO file apart. Strict, unlike the reader: what is not well formed cannot be rewritten without the risk of losing
 * a person's text.
 *
 * @returns undefined where the text is no XML, not well formed, or declares a document type.
 */
export function parseDocument(text: string): NfoDocument | undefined {
  const roots: DocumentRoot[] = [];
  let at = 0;
  while (roots.length < MAX_ROOTS) {
    const open = nextTag(text, at);
    if (open === 'malformed') return undefined;
    if (open === undefined) break;
    if (open.token.kind === 'close') return undefined;
    const root = readRoot(text, at, open);
    if (root === undefined) return undefined;
    roots.push(root.root);
    at = root.end;
  }
  return roots.length === 0 ? undefined : { roots, tail: text.slice(at) };
}

interface FoundTag {
  readonly start: number;
  readonly token: Token;
}

function readRoot(
  text: string,
  from: number,
  open: FoundTag,
): { readonly root: DocumentRoot; readonly end: number } | undefined {
  const { name, kind } = open.token;
  const opening = text.slice(from, open.token.end);
  if (kind === 'empty') {
    // `<movie/>` is written as a pair, so that elements can stand in it.
    const pair = `${opening.slice(0, opening.lastIndexOf('/')).trimEnd()}>`;
    return { root: { name, opening: pair, elements: [], closing: `\n</${name}>` }, end: open.token.end };
  }
  const elements: DocumentElement[] = [];
  let at = open.token.end;
  for (;;) {
    const tag = nextTag(text, at);
    if (tag === undefined || tag === 'malformed') return undefined;
    const before = text.slice(at, tag.start);
    // Text between the elements of a root belongs to no element that could be kept in its place.
    if (before.replace(/<!--[\s\S]*?-->/g, '').trim() !== '') return undefined;
    if (tag.token.kind === 'close') {
      if (tag.token.name !== name) return undefined;
      return { root: { name, opening, elements, closing: text.slice(at, tag.token.end) }, end: tag.token.end };
    }
    const end = tag.token.kind === 'empty' ? tag.token.end : endOfElement(text, tag.token);
    if (end === undefined) return undefined;
    elements.push({ name: tag.token.name, source: text.slice(tag.start, end), before });
    at = end;
  }
}

/** End of the element that this token opens; undefined where its tags do not match. */
function endOfElement(text: string, open: Token): number | undefined {
  const names = [open.name];
  let at = open.end;
  while (names.length > 0) {
    const tag = nextTag(text, at);
    if (tag === undefined || tag === 'malformed') return undefined;
    if (tag.token.kind === 'open') names.push(tag.token.name);
    if (tag.token.kind === 'close' && names.pop() !== tag.token.name) return undefined;
    at = tag.token.end;
  }
  return at;
}

const TAG = /<(\/?)([A-Za-z_][\w.:-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*?)(\/?)>/y;

/** The next opening, closing or empty tag; comments, CDATA and processing instructions are passed over. */
function nextTag(text: string, from: number): FoundTag | undefined | 'malformed' {
  let at = from;
  for (;;) {
    const start = text.indexOf('<', at);
    if (start < 0) return undefined;
    const token = tokenAt(text, start);
    if (token === undefined) return 'malformed';
    if (token.kind !== 'other') return { start, token };
    at = token.end;
  }
}

function tokenAt(text: string, start: number): Token | undefined {
  const until = (mark: string, from: number): Token | undefined => {
    const end = text.indexOf(mark, from);
    return end < 0 ? undefined : { kind: 'other', name: '', end: end + mark.length };
  };
  if (text.startsWith('<!--', start)) return until('-->', start + 4);
  if (text.startsWith('<![CDATA[', start)) return until(']]>', start + 9);
  if (text.startsWith('<?', start)) return until('?>', start + 2);
  TAG.lastIndex = start;
  const [whole, slash, name, , empty] = TAG.exec(text) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const kind = slash === '/' ? 'close' : empty === '/' ? 'empty' : 'open';
  return { kind, name: name.toLowerCase(), end: start + whole.length };
}
