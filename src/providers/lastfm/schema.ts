import { z } from 'zod';
import { number, positive, requiredText, text, webUrl } from '../shared/tolerant.ts';

/** Last.fm writes one thing as an object and several as a list, and none as `""`. */
function listed<S extends z.ZodType>(element: S, member: string) {
  return z
    .unknown()
    .optional()
    .transform((value): z.output<S>[] => {
      const inner: unknown =
        typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === member)?.[1] : [];
      const all: unknown[] = Array.isArray(inner) ? inner : [inner];
      return all.flatMap((one) => {
        const read = element.safeParse(one);
        return read.success ? [read.data] : [];
      });
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
  mbid: text,
  url: webUrl,
  stats: z.object({ listeners: positive, playcount: positive }).optional().catch(undefined),
  similar: listed(named, 'artist'),
  tags: listed(named, 'tag'),
  bio: wiki,
});
export type LastfmArtist = z.output<typeof artist>;

const albumTrack = z.object({ name: requiredText, duration: positive });

const album = z.object({
  name: requiredText,
  artist: text,
  mbid: text,
  url: webUrl,
  listeners: positive,
  playcount: positive,
  image: pictures,
  tags: listed(named, 'tag'),
  tracks: listed(albumTrack, 'track'),
  wiki,
});
export type LastfmAlbum = z.output<typeof album>;

const track = z.object({
  name: requiredText,
  mbid: text,
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

/** An error, which may come with status 200. */
const failed = z
  .object({ error: number, message: text })
  .refine(({ error }) => error !== undefined, 'is no answer of Last.fm')
  .transform(({ error = 0, message = '' }) => ({ failed: { code: error, message } }));

/** The thing asked for, or the service's own error. */
export const lastfmArtist = z.union([z.object({ artist }).transform((answer) => ({ found: answer.artist })), failed]);
export const lastfmAlbum = z.union([z.object({ album }).transform((answer) => ({ found: answer.album })), failed]);
export const lastfmTrack = z.union([z.object({ track }).transform((answer) => ({ found: answer.track })), failed]);
