import { RevengeError } from '../../../model/errors.ts';
import { wordTable } from '../../../model/word-table.ts';

const HOUR = 3_600_000;
const UNITS: ReadonlyMap<string, number> = wordTable({ h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR });

/**
 * `12h`, `30d`, `2w` → milliseconds.
 * @throws RevengeError `USAGE` for anything else.
 */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,5})([hdw])$/.exec(text.trim()) ?? [];
  const length = UNITS.get(unit);
  if (count === undefined || length === undefined) {
    throw new RevengeError('USAGE', `"${text}" is no length of time`, {
      hint: 'Write a number with h, d or w: 12h, 30d, 2w.',
    });
  }
  return Number(count) * length;
}
