import type { z } from 'zod';
import type { ProviderId } from '../../model/ids.ts';
import { printable } from '../../model/text.ts';
import type { SourceWarning } from './warning.ts';

/** An element of a list that could not be read, and hence was left out. */
export interface Unreadable {
  /** `movie`, `episode`, `picture` … */
  readonly what: string;
  /** Its place, from 0. */
  readonly index: number;
  readonly element: unknown;
  readonly error: z.ZodError;
  /** Of a single value that cannot be. */
  readonly value?: string;
}

/** Says which element was left out, and why. `source`: what the source is called by its user. */
export function unreadable(
  provider: ProviderId,
  source: string,
  { what, index, element, error, value }: Unreadable,
  hint: string,
): SourceWarning {
  if (value !== undefined) {
    const message = `${source}: the ${what} ${printable(value)} cannot be, and was left out`;
    return { code: `${provider}.implausible-value`, message, hint };
  }
  const name = nameOf(element);
  const called = name === undefined ? `number ${index + 1} of the list` : `“${name}”`;
  const problems = error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  return {
    code: `${provider}.unreadable-${what}`,
    message: `${source}: the ${what} ${called} could not be read (${problems.join('; ')})`,
    hint,
  };
}

const LONGEST_NAME = 80;

/** What a person would call it, as far as it says so. */
export function nameOf(element: unknown): string | undefined {
  if (typeof element !== 'object' || element === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(element));
  const given = ['title', 'name', 'Title', 'id', 'image', 'url'].map((member) => members.get(member));
  const name = given.find((each) => (typeof each === 'string' && each !== '') || typeof each === 'number');
  return name === undefined ? undefined : printable(String(name)).slice(0, LONGEST_NAME);
}
