import { z } from 'zod';
import { list, maybe, number, positive, requiredList, requiredText, text } from '../shared/tolerant.ts';

/** A date in parts, of which the later ones may be missing → `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
const dateInParts = maybe(z.object({ year: positive, month: positive, day: positive })).transform((parts) => {
  if (parts?.year === undefined) return undefined;
  const rest = parts.month === undefined ? [] : parts.day === undefined ? [parts.month] : [parts.month, parts.day];
  return [parts.year, ...rest].map((part) => String(part).padStart(2, '0')).join('-');
});

/** Names that are joined as they are credited. */
const artists = list(z.object({ name: text, joinphrase: z.string().optional().catch(undefined) })).transform(
  (parts) => {
    const name = parts.map((part, index) => {
      const joined = index < parts.length - 1 ? (part.joinphrase ?? ', ') : '';
      return `${part.name ?? ''}${joined}`;
    });
    return name.join('').trim() || undefined;
  },
);

const release = z.object({
  id: requiredText,
  title: text,
  artists,
  date: dateInParts,
  track_count: positive,
});

const releaseGroup = z.object({
  id: requiredText,
  title: text,
  artists,
  releases: list(release, 'release'),
});

/** A recording; only its id is always there. */
export const acoustidRecording = z.object({
  id: requiredText,
  /** How many submissions say that the fingerprint is of this recording. */
  sources: positive,
  releasegroups: list(releaseGroup, 'release-group'),
});

/** A fingerprint that is known; it may be linked to no recording. */
const result = z.object({ id: requiredText, score: number, recordings: list(acoustidRecording, 'recording') });
export type AcoustidResult = z.output<typeof result>;

/** What it says in place of results. */
export const acoustidError = z.object({ status: z.literal('error'), error: z.object({ code: number, message: text }) });

/** One fingerprint's results; `results: []` is no match. */
export const acoustidSingle = z.union([
  z.object({ status: z.literal('ok'), results: requiredList(result, 'result') }),
  acoustidError,
]);

/** A batch; `index` is a number written as text. */
export const acoustidBatch = z.union([
  z.object({
    status: z.literal('ok'),
    fingerprints: requiredList(z.object({ index: number, results: list(result, 'result') })),
  }),
  acoustidError,
]);
