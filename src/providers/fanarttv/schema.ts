import { z } from 'zod';
import { languageOfCode } from '../shared/languages.ts';
import { list, number, positive, requiredText, text, webUrl } from '../shared/tolerant.ts';

/** One picture. Numbers are strings; `lang` is `00` or empty where there is no text on it; `season` may be `all`. */
const picture = z.object({
  url: webUrl,
  lang: text.transform(languageOfCode),
  likes: number,
  season: text,
  size: positive,
  width: positive,
  height: positive,
});
export type FanartPicture = z.output<typeof picture>;

const pictures = list(picture, 'picture');
const members = z.record(z.string(), z.unknown());

/** The lists of pictures of an answer by their kinds; everything else in it is left aside. */
function picturesByKind(answer: Readonly<Record<string, unknown>>): Map<string, FanartPicture[]> {
  return new Map(
    Object.entries(answer).flatMap(([kind, value]) =>
      Array.isArray(value) && kind !== 'albums' ? [[kind, pictures.parse(value)] as const] : [],
    ),
  );
}

/** By the id of the release group: an object in version 3, a list in 3.2. */
function albumsOf(value: unknown): Map<string, Map<string, FanartPicture[]>> {
  const listed = z.array(members).safeParse(value);
  const entries: [string, Record<string, unknown>][] = listed.success
    ? listed.data.flatMap((album) => {
        const id = requiredText.safeParse(album.release_group_id);
        return id.success ? [[id.data, album] as [string, Record<string, unknown>]] : [];
      })
    : Object.entries(z.record(z.string(), members).catch({}).parse(value));
  return new Map(entries.map(([id, album]) => [id.toLowerCase(), picturesByKind(album)]));
}

/** All pictures of one movie, series or artist. */
export const fanartAnswer = members
  .refine((answer) => typeof answer.name === 'string', 'has no name')
  .transform((answer) => ({ pictures: picturesByKind(answer), albums: albumsOf(answer.albums) }));
export type FanartAnswer = z.output<typeof fanartAnswer>;
