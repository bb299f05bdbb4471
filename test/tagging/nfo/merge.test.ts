import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentText, parseDocument } from '../../../src/tagging/nfo/document.ts';
import { element, elements } from '../../../src/tagging/nfo/elements.ts';
import { documentWith, mergeRoot, newDocument, type WantedRoot } from '../../../src/tagging/nfo/merge.ts';

const wanted = (title: string, plot: string | undefined, ...more: ReturnType<typeof element>[]): WantedRoot => ({
  name: 'movie',
  elements: [...elements('title', [title]), ...elements('plot', [plot]), ...more],
});

/** Merges into a text and gives the new text with the notes. */
function merge(current: string, ours: WantedRoot, base?: string) {
  const document = parseDocument(current);
  const [root] = document?.roots ?? [];
  if (document === undefined || root === undefined) throw new Error('not well formed');
  const merged = mergeRoot(root, ours, base === undefined ? undefined : parseDocument(base)?.roots[0]);
  const notes = merged.notes.map(({ element, what }) => `${element} ${what}`);
  return { text: documentWith(document, [merged.root]), base: documentText({ roots: [merged.base], tail: '' }), notes };
}

const WRITTEN = newDocument([wanted('Alien', 'In space.')]);

test('a new file has a header, one element a line, and ends with a line end', () => {
  expect(WRITTEN).toBe(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<movie>\n    <title>Alien</title>\n    <plot>In space.</plot>\n</movie>\n',
  );
});

describe('every combination of an edit by hand, a new value and what was written last', () => {
  const edited = WRITTEN.replace('In space.', 'By hand.');
  const removed = WRITTEN.replace('    <plot>In space.</plot>\n', '');
  test.each([
    ['nothing changed', WRITTEN, 'In space.', WRITTEN, 'In space.', []],
    ['a new value', WRITTEN, 'New.', WRITTEN, 'New.', ['plot replaced']],
    ['an edit', edited, 'In space.', WRITTEN, 'By hand.', ['plot edited']],
    ['an edit and a new value', edited, 'New.', WRITTEN, 'By hand.', ['plot edited']],
    ['an edit to the very value that is new', edited, 'By hand.', WRITTEN, 'By hand.', []],
    ['removed by hand', removed, 'In space.', WRITTEN, undefined, ['plot edited']],
    ['no value any more', WRITTEN, undefined, WRITTEN, 'In space.', []],
    ['a file of somebody else', edited, 'New.', undefined, 'By hand.', ['plot kept']],
    ['a file of somebody else that lacks it', removed, 'New.', undefined, 'New.', ['plot added']],
  ] as const)('%s', (_name, current, plot, base, expected, notes) => {
    const result = merge(current, wanted('Alien', plot), base);
    expect(/<plot>(.*)<\/plot>/.exec(result.text)?.[1]).toBe(expected);
    expect(result.notes).toEqual(notes);
    if (notes.length === 0) expect(result.text).toBe(current);
  });
});

test('an edit stays an edit over many runs, whatever the sources say', () => {
  let text = WRITTEN.replace('In space.', 'By hand.');
  let base = WRITTEN;
  for (const plot of ['One.', 'Two.', 'In space.', 'Three.']) {
    const result = merge(text, wanted(`Alien ${plot}`, plot), base);
    expect(result.notes).toEqual(['title replaced', 'plot edited']);
    ({ text, base } = result);
  }
  expect(text).toContain('<plot>By hand.</plot>');
});

test('what a file said before revenge wrote it stays over many runs', () => {
  let text = '<movie>\n    <title>Mine</title>\n</movie>\n';
  let base: string | undefined;
  for (const plot of ['One.', 'Two.']) ({ text, base } = merge(text, wanted('Alien', plot), base));
  expect(text).toBe('<movie>\n    <title>Mine</title>\n    <plot>Two.</plot>\n</movie>\n');
});

test('what revenge does not know stays in its place, comments and white space too', () => {
  const current =
    '<movie>\r\n\t<!-- mine -->\r\n\t<custom a="1"><b/></custom>\r\n\t<title>Alien</title>\r\n\t<watched>true</watched>\r\n</movie>\r\nhttps://example.org\r\n';
  const { text } = merge(current, wanted('Aliens', 'More.'), current);
  expect(text).toBe(current.replace('<title>Alien</title>', '<title>Aliens</title>\r\n\t<plot>More.</plot>'));
});

test('each id is a value of its own', () => {
  const id = (type: string, value: string) => element('uniqueid', value, { type });
  const base = newDocument([wanted('Alien', undefined, id('tmdb', '348'), id('imdb', 'tt0078748'))]);
  const current = base.replace('348', '999').replace('</movie>', '    <uniqueid type="mine">7</uniqueid>\n</movie>');
  const { text, notes } = merge(current, wanted('Alien', undefined, id('tmdb', '348'), id('imdb', 'tt1')), base);
  expect(notes).toEqual(['uniqueid:tmdb edited', 'uniqueid:imdb replaced']);
  expect(text).toContain('>999<');
  expect(text).toContain('>tt1<');
  expect(text).toContain('<uniqueid type="mine">7</uniqueid>');
});

test('text of several lines is not indented', () => {
  const text = newDocument([wanted('Alien', 'One.\n  Two.')]);
  expect(text).toContain('<plot>One.\n  Two.</plot>');
  expect(merge(text, wanted('Alien', 'One.\n  Two.'), text).text).toBe(text);
});

test('what XML forbids or escapes', () => {
  expect(newDocument([wanted('A & B <i> \u0000\ud800"', undefined)])).toContain(
    '<title>A &amp; B &lt;i&gt; \ufffd&quot;</title>',
  );
});

test.each([
  ['text', 'Ripped by XYZ'],
  ['ascii art', '   __/\\__ <> &&& [rls] \n <<-- x -->>'],
  ['a document type', '<!DOCTYPE movie [<!ENTITY a "b">]><movie><title>&a;</title></movie>'],
  ['tags that do not match', '<movie><title>A</movie>'],
  ['cut off', '<movie><title>A</title>'],
  ['text between elements', '<movie>hello<title>A</title></movie>'],
  ['empty', ''],
])('is not taken apart: %s', (_name, text) => {
  expect(parseDocument(text)).toBeUndefined();
});

test('several episodes are several roots', () => {
  const text = '<episodedetails>\n  <title>1</title>\n</episodedetails>\n<episodedetails/>\n';
  const document = parseDocument(text);
  expect(document?.roots.map(({ name, elements }) => [name, elements.length])).toEqual([
    ['episodedetails', 1],
    ['episodedetails', 0],
  ]);
});

test('no byte is lost, and merging twice changes nothing more', () => {
  const name = fc.constantFrom('title', 'plot', 'genre', 'custom', 'thumb');
  const text = fc.string({ unit: fc.constantFrom('a', 'ß', '&amp;', '&lt;', ' ', '\n', '語') });
  const body = fc.array(fc.tuple(name, text, fc.constantFrom('', '\n', '\n\t', '<!-- x -->')), { maxLength: 8 });
  fc.assert(
    fc.property(body, text, text, (parts, title, plot) => {
      const source = `<movie>${parts.map(([tag, inner, space]) => `${space}<${tag}>${inner}</${tag}>`).join('')}\n</movie>\n`;
      const document = parseDocument(source);
      if (document === undefined) throw new Error(`not read: ${source}`);
      expect(documentText(document)).toBe(source);
      const ours = wanted(title, plot);
      const once = merge(source, ours, source).text;
      expect(merge(once, ours, once).text).toBe(once);
      for (const [tag, inner] of parts) {
        if (tag !== 'title' && tag !== 'plot') expect(once).toContain(`<${tag}>${inner}</${tag}>`);
      }
    }),
  );
});
