import { z } from 'zod';
import { languageOfName } from '../shared/languages.ts';
import { list, requiredList, requiredText, text, webUrl } from '../shared/tolerant.ts';

/** Words with commas between them. */
const words = text.transform(
  (value) =>
    value
      ?.split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '' && word !== 'N/A') ?? [],
);

/** `1978–1991`, `2019–`, `2013`: the first year. */
const firstYear = text.transform((value) => {
  const year = /^\d{4}/.exec(value ?? '')?.[0];
  return year === undefined ? undefined : Number(year);
});

/** `14 Jun 2013` → `2013-06-14`. */
const dayInWords = text.transform((value) => {
  const [, day, month = '', year] = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})$/.exec(value ?? '') ?? [];
  const number =
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].indexOf(month) + 1;
  if (day === undefined || year === undefined || number === 0) return undefined;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
});

/** `143 min`, `1 h 30 min` → minutes. */
const minutes = text.transform((value) => {
  const [, hours, rest] = /^(?:(\d+) h)?\s*(?:([\d,]+) min)?$/.exec(value ?? '') ?? [];
  const sum = Number(hours ?? 0) * 60 + Number((rest ?? '0').replaceAll(',', ''));
  return sum > 0 ? sum : undefined;
});

/** `7.1/10`, `56%`, `55/100`, `7.1` → 0…10, by what it is out of. */
const score = (outOf: number) =>
  text.transform((value) => {
    const [, given, of] = /^(\d+(?:\.\d+)?)(%|\/\d+)?$/.exec(value ?? '') ?? [];
    if (given === undefined) return undefined;
    const whole = of === undefined ? outOf : of === '%' ? 100 : Number(of.slice(1));
    const scaled = Math.round((Number(given) / whole) * 1000) / 100;
    return scaled > 0 && scaled <= 10 ? scaled : undefined;
  });

const count = text.transform((value) =>
  /^[\d,]+$/.test(value ?? '') ? Number(value?.replaceAll(',', '')) : undefined,
);

const work = z
  .object({
    Response: z.literal('True'),
    imdbID: requiredText,
    Type: text,
    Title: text,
    Year: firstYear,
    Rated: text,
    Released: dayInWords,
    Runtime: minutes,
    Genre: words,
    Director: words,
    Writer: words,
    Actors: words,
    Plot: text,
    Language: words,
    Country: words,
    Poster: webUrl,
    Ratings: list(z.object({ Source: requiredText, Value: score(10) }), 'rating'),
    Metascore: score(100),
    imdbRating: score(10),
    imdbVotes: count,
    Production: text,
    Website: webUrl,
  })
  .transform(({ Language, ...rest }) => ({
    ...rest,
    languages: Language.flatMap((name) => languageOfName(name) ?? []),
  }));
export type OmdbWork = z.output<typeof work>;

/** What says nothing of the work: that is no answer, so that it is not kept. */
const NOT_OF_THE_WORK = /limit reached|api ?key/i;

export interface Refused {
  readonly refused: string;
}

const refused = z
  .object({ Response: z.literal('False'), Error: text })
  .transform(({ Error: said = '' }): Refused => ({ refused: said }));

/** OMDb says in the body whether it answers at all; the HTTP status is 200 either way. */
function answerOf<S extends z.ZodType>(schema: S) {
  return z.unknown().transform((answer, context): z.output<S> | Refused => {
    const no = refused.safeParse(answer);
    const isAboutTheWork = no.success && !NOT_OF_THE_WORK.test(no.data.refused);
    if (isAboutTheWork) return no.data;
    const read = schema.safeParse(answer);
    if (read.success) return read.data;
    const message = no.success ? no.data.refused : (read.error.issues[0]?.message ?? 'is no answer of OMDb');
    context.issues.push({ code: 'custom', input: answer, message });
    return z.NEVER;
  });
}

/** `?i=`: a movie, series or episode by its IMDb id. */
export const omdbAnswer = answerOf(work);

const hit = z.object({ imdbID: requiredText, Title: requiredText, Year: firstYear });
export type OmdbHit = z.output<typeof hit>;

/** `?s=`: ten hits, or fewer on the last page. */
export const omdbSearch = answerOf(
  z.object({ Response: z.literal('True'), Search: requiredList(hit, 'hit') }).transform(({ Search }) => Search),
);
