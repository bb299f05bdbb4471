import { z } from 'zod';
import { RevengeError } from '../../model/errors.ts';
import type { Sort } from './condition.ts';

const schema = z.tuple([z.string(), z.array(z.union([z.string(), z.number()])).length(3)]);

/** The place behind a row in a sorted list, as a word to be copied. */
export function writeCursor(sort: Sort, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([nameOf(sort), values])).toString('base64url');
}

/**
 * Reads what `writeCursor` wrote.
 * @throws RevengeError `USAGE` for what it did not write, or wrote of another order.
 */
export function readCursor(cursor: string, sort: Sort): readonly (string | number)[] {
  const parsed = schema.safeParse(jsonOf(cursor));
  if (!parsed.success || parsed.data[0] !== nameOf(sort)) {
    throw new RevengeError('USAGE', `"${cursor}" is no place in a list that is sorted by ${sort.by}`, {
      hint: 'Give what the page before gave as its next, with the same --sort.',
    });
  }
  return parsed.data[1];
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
