/** An element to write. */
export interface Element {
  readonly name: string;
  /** With its attributes: `rating name="imdb"`. */
  readonly tag: string;
  /** Escaped text, or elements. */
  readonly content: string | readonly Element[];
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** `<name attribute="…">content</name>`. Attributes without a value are left out. */
export function element(
  name: string,
  content: string | number | readonly Element[],
  attributes: Attributes = {},
): Element {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const tag = [name, ...given.map(([key, value]) => `${key}="${escapeXml(String(value))}"`)].join(' ');
  const isText = typeof content === 'string' || typeof content === 'number';
  return { name, tag, content: isText ? escapeXml(String(content)) : content };
}

/** The source text of an element. Children stand on lines of their own, one step deeper than `indent`; text stays as it is. */
export function sourceOf({ name, tag, content }: Element, indent: string, lineEnd = '\n'): string {
  if (typeof content === 'string') return `<${tag}>${content}</${name}>`;
  const step = indent.includes('\t') ? '\t' : '    ';
  const children = content.map((child) => `${lineEnd}${indent}${step}${sourceOf(child, indent + step, lineEnd)}`);
  return `<${tag}>${children.join('')}${lineEnd}${indent}</${name}>`;
}

/** One element for each value, or none: how optional fields and lists are written. */
export function elements(name: string, values: readonly (string | number | undefined)[] | undefined): Element[] {
  return (values ?? []).flatMap((value) => (value === undefined || value === '' ? [] : [element(name, value)]));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these characters
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text for XML 1.0: no character that it forbids, no lone surrogate, and the four that mean something escaped. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * A value of a list. Kodi splits lists at ` / `, Jellyfin at every `/`, so a slash within a value is written as a full-width
 * one, which both keep (conventions §9.2).
 */
export function listValue(text: string): string {
  return text.replaceAll('/', '\uff0f');
}
