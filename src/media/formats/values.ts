import { startOf, storable } from '../../model/text.ts';

/** Longest title of a track or chapter. */
const LONGEST_TITLE = 1000;

/** A number that says something: finite and above zero. */
export function positive(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** Three digits behind the point: frame rates and seconds as their containers mean them. */
export function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}

/** UTF-8 up to the first NUL, fit for the store; undefined where nothing is left. */
export function title(bytes: Buffer | undefined): string | undefined {
  return bytes === undefined ? undefined : cleanTitle(bytes.toString('utf8'));
}

export function cleanTitle(text: string): string | undefined {
  const end = text.indexOf('\0');
  const whole = end < 0 ? text : text.slice(0, end);
  return startOf(storable(whole).trim(), LONGEST_TITLE) || undefined;
}

/** A flag as the model keeps it: there only when set. */
export function flag(set: boolean): true | undefined {
  return set ? true : undefined;
}
