import { stringify } from 'yaml';
import { z } from 'zod';
import type { SettingNotes } from '../../src/settings/setting.ts';
import { unwrap } from '../../src/settings/unwrap.ts';

/** A value as YAML writes it in one line. */
export function yamlValue(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
}

/** The doc line of a setting. The values of a choice are named where the line does not name them all. */
export function docOf({ doc }: SettingNotes, schema: z.core.$ZodType): string {
  const bare = unwrap(schema);
  if (!(bare instanceof z.ZodEnum)) return doc;
  const values = Object.values(bare.enum).map(String);
  if (values.every((value) => doc.includes(`\`${value}\``))) return doc;
  return `${doc} One of ${values.map((value) => `\`${value}\``).join(', ')}.`;
}

/** Text in lines of at most so many characters. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Text in a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/**
 * A page with a part of it made anew: what stands between `<!-- generated: NAME -->` and `<!-- /generated -->`.
 *
 * @throws Error where the page has no such part.
 */
export function withPart(page: string, name: string, lines: readonly string[]): string {
  const open = `<!-- generated: ${name} -->\n`;
  const start = page.indexOf(open);
  const end = page.indexOf('<!-- /generated -->', start);
  if (start < 0 || end < 0) throw new Error(`The page has no part "${name}".`);
  return `${page.slice(0, start + open.length)}\n${lines.join('\n').trim()}\n\n${page.slice(end)}`;
}
