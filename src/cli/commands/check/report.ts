import type { Difference } from '../../../check/compare.ts';
import { nameIn } from '../../../check/names.ts';

/** The result of a check, as every format prints it. */
export interface CheckReport {
  /** The expectation file; absent where only rules were checked. */
  readonly file?: string;
  /** Groups that were compared, as `library/path`. */
  readonly groups: readonly string[];
  /** Rules that were checked. */
  readonly rules: readonly string[];
  readonly differences: readonly Difference[];
  /** Recordings that no request used. */
  readonly unused: readonly string[];
  /** Warnings and errors of the scan. */
  readonly troubles: readonly string[];
  /** Set where the file was written. */
  readonly updated?: boolean;
}

/** Longest value that a line shows. */
const MAX_VALUE = 120;

/** `item.fields.title.value: expected "Alien", got "Aliens"` */
export function differenceLine({ what, member, expected, actual }: Difference): string {
  const place = member === '' ? '' : `${member}: `;
  if (what === 'missing')
    return `${place}${expected === undefined ? 'is missing' : `expected ${shown(expected)}, got nothing`}`;
  if (what === 'unexpected') return `${place}is not expected${actual === undefined ? '' : `: ${shown(actual)}`}`;
  if (isTextList(expected) && isTextList(actual)) return `${place}${listChange(expected, actual)}`;
  return `${place}expected ${shown(expected)}, got ${shown(actual)}`;
}

/** What a difference is about: a group, or what is not of one group. */
export function subjectOf({ group, member }: Difference): string {
  if (group !== undefined) return nameIn(group.library, group.key);
  return member.startsWith('writes') ? 'planned writes' : member.startsWith('counts') ? 'counts' : member;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' && /^\p{L}+: /u.test(value) ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE - 1)}…`;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

/** Of two lists only what one has and the other has not. */
function listChange(expected: readonly string[], actual: readonly string[]): string {
  const lost = expected.filter((entry) => !actual.includes(entry)).map((entry) => `- ${entry}`);
  const added = actual.filter((entry) => !expected.includes(entry)).map((entry) => `+ ${entry}`);
  const changes = [...lost, ...added].join(', ');
  return changes === '' ? `the order differs: got ${shown(actual)}` : changes;
}
