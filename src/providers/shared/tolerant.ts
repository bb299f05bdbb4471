import { z } from 'zod';
import { storable } from '../../model/text.ts';
import { decodeEntities } from './entities.ts';
import type { Unreadable } from './unreadable.ts';

/**
 * Members of answers, read without trust: every one may be absent, null, empty, or of a neighbouring type. What says
 * nothing becomes `undefined`, so that one odd member never costs the whole answer.
 */
const member = z.unknown().optional();

/** Text, trimmed, without HTML entities, fit for the store. `""`, `N/A` and anything that is no text or number: none. */
export const text = member.transform(toDecodedText);

/** Text of which every character counts: a path, a file's name. */
export const rawText = member.transform(toText);

/** Text that has to be there: without it the whole object says nothing. */
export const requiredText = text.transform((value, context) => {
  if (value !== undefined) return value;
  context.issues.push({ code: 'custom', input: value, message: 'is missing or empty' });
  return z.NEVER;
});

/** A number or a numeric string. */
export const number = member.transform(toNumber);

/** A number above 0; services write 0 for ids, years and runtimes that they do not know. */
export const positive = member.transform((value) => {
  const read = toNumber(value);
  return read !== undefined && read > 0 ? read : undefined;
});

/** An id that is a number above 0 in the answer, as the domain's text. */
export const numericId = positive.transform((value) =>
  value !== undefined && Number.isSafeInteger(value) ? String(value) : undefined,
);

export const flag = member.transform((value) => (typeof value === 'boolean' ? value : undefined));

/** Nothing was published before films and records, nor is planned for so late. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2199;
/** Minutes. The longest film there is takes 51,420. */
const LONGEST_RUNTIME = 60_000;

/** A year in which a work may have come out; any other is reported and left out. */
export const year = positive.transform((value) => {
  if (value === undefined || (Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR)) return value;
  return implausible('year', value);
});

/** A running time in minutes; one that no work has is reported and left out. */
export const runtime = positive.transform((value) =>
  value === undefined || value <= LONGEST_RUNTIME ? value : implausible('running time', value),
);

/**
 * The day of a date or time, as the answer writes it: `YYYY-MM-DD`, or shorter where the answer is. The year 1 of .NET means
 * none; a day that the calendar does not have is reported and left out.
 */
export const date = member.transform((value) => {
  if (typeof value !== 'string') return undefined;
  const [whole, written = '', month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])/.exec(value.trim()) ?? [];
  if (whole === undefined || Number(written) < 1000) return undefined;
  if (month === '00') return written;
  if (day === '00') return isDay(written, month) ? whole.slice(0, 7) : implausible('date', whole);
  return isDay(written, month, day) ? whole : implausible('date', whole);
});

const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A time to the second, UTC: `YYYY-MM-DDTHH:mm:ssZ`. One without a zone is UTC, whatever the zone of this machine. */
export const time = member.transform((value) => {
  const [whole, written = '', month, day, clock = '00:00', zone = 'Z'] =
    (typeof value === 'string' ? TIME.exec(value.trim()) : null) ?? [];
  if (whole === undefined || Number(written) < 1000) return undefined;
  const read = new Date(`${written}-${month}-${day}T${clock}${zone.toUpperCase()}`);
  if (!isDay(written, month, day) || Number.isNaN(read.getTime())) return implausible('time', whole);
  return `${read.toISOString().slice(0, 19)}Z`;
});

/** An absolute http(s) address. */
export const webUrl = text.transform((value) => {
  if (value === undefined || !URL.canParse(value)) return undefined;
  return /^https?:$/.test(new URL(value).protocol) ? value : undefined;
});

/** Words of a list; what is no text in it is left out. */
export const texts = member.transform((value) =>
  Array.isArray(value) ? value.map(toDecodedText).filter((word) => word !== undefined) : [],
);

/**
 * A list whose elements are read one by one; what does not fit is left out. Anything but a list is an empty one. `what` an
 * element is called where its loss is worth telling (`telling.ts`).
 */
export function list<S extends z.ZodType>(element: S, what?: string) {
  return member.transform((value) => readable(element, Array.isArray(value) ? value : [], what));
}

/** As `list`, but there has to be one: an answer without it is no answer to the question. */
export function requiredList<S extends z.ZodType>(element: S, what?: string) {
  return z.array(z.unknown()).transform((value) => readable(element, value, what));
}

/** An object within an answer; `undefined` where there is none or it does not fit. */
export function maybe<S extends z.ZodType>(schema: S) {
  return member.transform((value): z.output<S> | undefined => {
    const result = schema.safeParse(value);
    return result.success ? result.data : undefined;
  });
}

/** What is left out while something is read; reading is synchronous, so that there is one of it at a time. */
let leftOut: Unreadable[] | undefined;

/** What `read` gives, and the elements of named lists that were left out by it. */
export function noting<T>(read: () => T): { readonly result: T; readonly lost: readonly Unreadable[] } {
  const before = leftOut;
  const lost: Unreadable[] = [];
  leftOut = lost;
  try {
    return { result: read(), lost };
  } finally {
    leftOut = before;
  }
}

/** The elements that fit, read; those that do not are noted where they have a name. */
export function readable<S extends z.ZodType>(
  element: S,
  values: readonly unknown[],
  what: string | undefined,
): z.output<S>[] {
  const read: z.output<S>[] = [];
  for (const [index, value] of values.entries()) {
    const result = element.safeParse(value);
    if (result.success) read.push(result.data);
    else if (what !== undefined) leftOut?.push({ what, index, element: value, error: result.error });
  }
  return read;
}

/** Whether the calendar has the day, and something may have come out on it. */
function isDay(year: string, month = '01', day = '01'): boolean {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
  return exists && Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR;
}

/** Notes a value that cannot be, so that it is reported; nothing is what it leaves. */
function implausible(what: string, value: number | string): undefined {
  leftOut?.push({ what, index: 0, element: value, value: String(value), error: new z.ZodError([]) });
  return undefined;
}

function toDecodedText(value: unknown): string | undefined {
  const read = toText(value);
  return read?.includes('&') === true ? toText(decodeEntities(read)) : read;
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const trimmed = storable(value).trim();
  return trimmed === '' || trimmed === 'N/A' ? undefined : trimmed;
}

function toNumber(value: unknown): number | undefined {
  const read = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}
