import { startOf, storable } from '../../model/text.ts';

const MAX_TEXT = 1000;
const MAX_VALUES = 100;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Text as it is stored: no control characters, no space around it, at most so long. */
export function clean(value: string, length = MAX_TEXT): string {
  const lines = value.includes('\r') ? value.replaceAll('\r\n', '\n') : value;
  return startOf(storable(lines).trim(), length);
}

/** Values of a field, each once, without empty ones. */
export function cleanValues(values: readonly string[] | undefined): readonly string[] {
  if (values === undefined) return [];
  const [only = ''] = values;
  if (values.length === 1) return only === '' ? [] : [clean(only)].filter((value) => value !== '');
  return [...new Set(values.slice(0, MAX_VALUES).map((value) => clean(value)))].filter((value) => value !== '');
}

/** `3/12`, `03`; `A3` is none. */
export function fraction(text: string | undefined): {
  readonly number: number | undefined;
  readonly total: number | undefined;
} {
  const match = /^\s*(\d{1,5})?(?:\s*(?:\/|of)\s*(\d{1,5}))?\s*$/.exec(text ?? '');
  return { number: count(match?.[1]), total: count(match?.[2]) };
}

export function count(text: string | undefined): number | undefined {
  const value = /^\s*\d{1,5}\s*$/.test(text ?? '') ? Number(text) : 0;
  return value > 0 ? value : undefined;
}

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, from these or `YYYYMMDD`, `YYYY/MM/DD`, with or without a time behind. */
export function date(text: string | undefined): string | undefined {
  const match = /^\s*(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?:$|\D)/.exec(text ?? '');
  const [, year, month, day] = match ?? [];
  if (year === undefined || year === '0000') return undefined;
  if (month === undefined || month < '01' || month > '12') return year;
  return day === undefined || day < '01' || day > '31' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** All MusicBrainz ids in these texts; some taggers write several into one. */
export function mbids(values: readonly string[] | undefined): readonly string[] {
  return [...new Set((values ?? []).slice(0, MAX_VALUES).flatMap((value) => value.toLowerCase().match(UUID) ?? []))];
}

/** `-7.25 dB`, `+0,5`; what is beyond any recording is damage. */
export function decibels(text: string | undefined): number | undefined {
  const match = /^\s*([+-]?\d{1,3}(?:[.,]\d{1,8})?)\s*(?:dB|LU|LUFS)?\s*$/i.exec(text ?? '');
  const value = match === null ? Number.NaN : Number(match[1]?.replace(',', '.'));
  return Number.isFinite(value) && Math.abs(value) < 200 ? value : undefined;
}

/** A number above zero, with a point or a comma. */
export function positiveNumber(text: string | undefined): number | undefined {
  const match = /^\s*(\d{1,6}(?:[.,]\d{1,8})?)\s*$/.exec(text ?? '');
  const value = match === null ? 0 : Number(match[1]?.replace(',', '.'));
  return value > 0 ? value : undefined;
}
