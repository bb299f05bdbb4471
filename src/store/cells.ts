/** Text, or `null` where there is none. */
export function textOrNull(text: string | undefined): string | null {
  return text ?? null;
}

/** A number that a source calls whole and that may not be. */
export function integerOrNull(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Math.trunc(value);
}

/** A member of the name, where the column has a value: for objects with optional members. */
export function member<K extends string, V>(name: K, value: V | null | undefined): { readonly [P in K]?: V } {
  const named: { [P in K]?: V } = {};
  if (value !== null && value !== undefined) named[name] = value;
  return named;
}

/** Counts the rows that a unit of work changed. */
export interface Tally {
  rows: number;
}
