/** The year of a date of any precision (`1999`, `1999-03`, `1999-03-31`); `undefined` before the year 1000. */
export function yearOf(date: string | undefined): number | undefined {
  const match = date === undefined ? null : /^(\d{4})(?:\D|$)/.exec(date);
  const year = match === null ? 0 : Number(match[1]);
  return year >= 1000 ? year : undefined;
}
