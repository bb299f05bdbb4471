import { RevengeError } from '../model/errors.ts';
import { wordTable } from '../model/word-table.ts';

const HOUR = 3_600_000;
const UNITS: ReadonlyMap<string, number> = wordTable({ m: HOUR / 60, h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR });

/**
 * `10m`, `12h`, `30d`, `2w` → milliseconds.
 * @throws RevengeError `USAGE` for anything else.
 */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,5})([mhdw])$/.exec(text.trim()) ?? [];
  const length = UNITS.get(unit);
  if (count === undefined || length === undefined) {
    throw new RevengeError('USAGE', `"${text}" is no length of time`, {
      hint: 'Write a number with m (minutes), h, d or w: 10m, 12h, 30d, 2w.',
    });
  }
  return Number(count) * length;
}
