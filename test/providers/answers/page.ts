import { readFileSync } from 'node:fs';
import type { MemberPath } from './members.ts';
import { PARTS } from './resources.ts';

/** What `docs/provider-fields.md` says of one kind of answer. */
export interface Section {
  readonly taken: ReadonlySet<MemberPath>;
  /** Not taken, with all that is in them. */
  readonly left: ReadonlySet<MemberPath>;
}

const PAGE = new URL('../../../docs/provider-fields.md', import.meta.url);

/** The page by its headings. */
export function page(): ReadonlyMap<string, Section> {
  const sections = readFileSync(PAGE, 'utf8').split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [
        heading.trim(),
        { taken: firstColumn(lines, '| member |'), left: firstColumn(lines, '| not taken |') },
      ] as const;
    }),
  );
}

/** The names in the first column of the table with this head. */
function firstColumn(lines: readonly string[], head: string): ReadonlySet<MemberPath> {
  const start = lines.findIndex((line) => line.startsWith(head));
  if (start < 0) return new Set();
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  const cells = lines.slice(start + 2, end < 0 ? undefined : end).map((line) => line.split('|')[1] ?? '');
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) => spelt(name))));
}

/** `a.{b,c}.d` → `a.b.d`, `a.c.d`. */
function spelt(name: string): MemberPath[] {
  const [whole, before = '', choices, after = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(name) ?? [];
  if (whole === undefined || choices === undefined) return [name];
  return choices.split(',').flatMap((choice) => spelt(before + choice + after));
}

/** Under which heading a member is to be found, and by which name; `undefined` for what has a heading of its own. */
export function placeOf(heading: string, member: MemberPath): readonly [string, MemberPath] | undefined {
  for (const [part, inner] of Object.entries(PARTS[heading] ?? {})) {
    if (member === part) return undefined;
    if (member.startsWith(`${part}.`)) return placeOf(inner, member.slice(part.length + 1));
  }
  return [heading, member];
}

/** Whether one of the names stands for a member: it is the member itself or something that it is in. */
export function isIn(names: ReadonlySet<MemberPath>, member: MemberPath): boolean {
  const parts = member.split('.');
  return parts.some((_, index) => names.has(parts.slice(0, index + 1).join('.')));
}

/** Whether a member only holds others that are named. */
export function holdsNamed(names: ReadonlySet<MemberPath>, member: MemberPath): boolean {
  return [...names].some((name) => name.startsWith(`${member}.`));
}
