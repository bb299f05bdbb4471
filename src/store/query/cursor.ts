import { RevengeError } from '../../model/errors.ts';
import type { Sort } from './sorts.ts';

/** The place behind a row in a sorted list, as a word to be copied. */
export function writeCursor(sort: Sort, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([nameOf(sort), values])).toString('base64url');
}

/**
 * Reads what `writeCursor` wrote.
 * @throws RevengeError `USAGE` for what it did not write, or wrote of another order.
 */
export function readCursor(cursor: string, sort: Sort): readonly (string | number)[] {
  const values = valuesIn(jsonOf(cursor), nameOf(sort));
  if (values === undefined) {
    throw new RevengeError('USAGE', `"${cursor}" is no place in a list that is sorted by ${sort.by}`, {
      hint: 'Give what the page before gave as its next, with the same --sort.',
    });
  }
  return values;
}

/** Checked by hand: every `list` and `show` would load zod for this one shape. */
function valuesIn(data: unknown, name: string): readonly (string | number)[] | undefined {
  if (!Array.isArray(data) || data.length !== 2) return undefined;
  const [sortedBy, values]: readonly unknown[] = data;
  if (sortedBy !== name || !Array.isArray(values) || values.length !== 3) return undefined;
  return values.every((value: unknown) => typeof value === 'string' || typeof value === 'number') ? values : undefined;
}

function nameOf({ by, descending }: Sort): string {
  return `${descending ? '-' : ''}${by}`;
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
