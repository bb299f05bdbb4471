import { z } from 'zod';
import { ownValue } from '../../model/word-table.ts';
import { number, positive, readable, requiredText, text, webUrl } from '../shared/tolerant.ts';

/** Last.fm writes one thing as an object and several as a list, and none as `""`. */
function listed<S extends z.ZodType>(element: S, member: string) {
  return z
    .unknown()
    .optional()
    .transform((value): z.output<S>[] => {
      const inner: unknown =
        typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === member)?.[1] : [];
      const isNone = inner === undefined || inner === '';
      return readable(element, Array.isArray(inner) ? inner : isNone ? [] : [inner], member);
    });
}

const named = z.object({ name: requiredText }).transform(({ name }) => name);

/** A text as people wrote it, without the link to the rest of it, the licence's sentence and what mark-up there is. */
const prose = text.transform((value) => {
  const plain = value
    ?.replace(/<a\b[^>]*>\s*read more[\s\S]*?<\/a>\.?/gi, '')
    .replace(/user-contributed text is available under[\s\S]*$/i, '')
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
  return plain === '' ? undefined : plain;
});

const wiki = z
  .unknown()
  .optional()
  .optional()
  .transform((value) => {
    const read = z.object({ summary: prose, content: prose }).safeParse(value);
    return read.success ? (read.data.content ?? read.data.summary) : undefined;
  });

/** The largest picture is the last; `#text` is empty where there is none. */
const pictures = z
  .unknown()
  .optional()
  .transform((value) => {
    const urls = (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
      const read = z.object({ '#text': webUrl }).safeParse(one);
      return read.success && read.data['#text'] !== undefined ? [read.data['#text']] : [];
    });
    return urls.at(-1);
  });

const artist = z.object({
  name: requiredText,
  url: webUrl,
  stats: z.object({ listeners: positive, playcount: positive }).optional().catch(undefined),
  similar: listed(named, 'artist'),
  tags: listed(named, 'tag'),
  bio: wiki,
});
export type LastfmArtist = z.output<typeof artist>;

const album = z.object({
  name: requiredText,
  artist: text,
  url: webUrl,
  listeners: positive,
  playcount: positive,
  image: pictures,
  tags: listed(named, 'tag'),
  wiki,
});
export type LastfmAlbum = z.output<typeof album>;

const track = z.object({
  name: requiredText,
  url: webUrl,
  /** Milliseconds. */
  duration: positive,
  listeners: positive,
  playcount: positive,
  artist: z.object({ name: text }).optional().catch(undefined),
  toptags: listed(named, 'tag'),
  wiki,
});
export type LastfmTrack = z.output<typeof track>;

/**
 * The thing asked for, or that there is none. Errors come with status 200 too; those that say nothing of the thing are no
 * answer, so that none is kept: they fail with `error <code>: <message>`.
 */
function answerOf<S extends z.ZodType>(member: string, schema: S) {
  return z
    .record(z.string(), z.unknown())
    .transform((answer, context): { readonly found: z.output<S> } | { readonly absent: true } => {
      const read = schema.safeParse(ownValue(answer, member));
      if (read.success) return { found: read.data };
      const code = number.parse(answer.error);
      if (code !== undefined && ABSENT.has(code)) return { absent: true };
      const said = text.parse(answer.message) ?? '';
      const message = code === undefined ? `has no ${member}` : `error ${code}: ${said}`;
      context.issues.push({ code: 'custom', input: answer, message });
      return z.NEVER;
    });
}

/** What it says in place of an answer; numbers are texts at times. */
export const lastfmError = z.object({ error: number, message: text });

/** Not found, and an id that is none (last.fm/api/errorcodes). */
const ABSENT: ReadonlySet<number> = new Set([6, 7]);

export const lastfmArtist = answerOf('artist', artist);
export const lastfmSimilar = answerOf(
  'similarartists',
  z.object({ artist: z.unknown() }).transform((answer) => listed(named, 'artist').parse(answer)),
);
export const lastfmAlbum = answerOf('album', album);
export const lastfmTrack = answerOf('track', track);
