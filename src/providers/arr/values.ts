import { z } from 'zod';
import type { Certification, Rating } from '../../model/fields.ts';
import type { ArtworkKind } from '../../model/files.ts';
import type { ImageCandidate } from '../../model/records.ts';
import { wordTable } from '../../model/word-table.ts';
import { languageOfName } from '../shared/languages.ts';
import { list, maybe, number, positive, text, texts, webUrl } from '../shared/tolerant.ts';
import type { ArrConfig } from './config.ts';

const ARTWORK: ReadonlyMap<string, ArtworkKind> = wordTable({
  poster: 'poster',
  fanart: 'backdrop',
  banner: 'banner',
  clearlogo: 'logo',
  logo: 'logo',
  clearart: 'clearart',
  landscape: 'landscape',
  cover: 'cover',
  disc: 'disc',
  screenshot: 'still',
  headshot: 'profile',
});

/**
 * Pictures of an Arr service, by their address at the source: `url` is a path of the service's own server in most
 * answers (needs its key), the very source's address in others.
 */
export const arrImages = list(z.object({ coverType: text, remoteUrl: webUrl, url: webUrl })).transform((images) =>
  images.flatMap(({ coverType, remoteUrl, url }): ImageCandidate[] => {
    const kind = ARTWORK.get(coverType?.toLowerCase() ?? '');
    const address = remoteUrl ?? url;
    return kind === undefined || address === undefined ? [] : [{ kind, url: address }];
  }),
);

/** `{ id, name: "English" }` → ISO 639-1. */
export const arrLanguage = maybe(z.object({ name: text })).transform((language) => languageOfName(language?.name));

/** `{ quality: { name: "Bluray-1080p" } }` → its name. */
export const arrQuality = maybe(z.object({ quality: maybe(z.object({ name: text })) })).transform(
  (quality) => quality?.quality?.name,
);

export const arrAlternateTitles = list(z.object({ title: text })).transform((titles) => [
  ...new Set(titles.flatMap(({ title }) => title ?? [])),
]);

export const arrGenres = texts;

/** `{ value, votes }` of one source, scaled to 0…10. The critics' ratings are percentages and count no votes. */
export const arrRating = maybe(z.object({ value: positive, votes: number }));

export function ratingFrom(
  source: string,
  rating: { readonly value?: number | undefined; readonly votes?: number | undefined } | undefined,
  scale = 1,
): Rating[] {
  if (rating?.value === undefined) return [];
  const value = Math.round((rating.value / scale) * 1000) / 1000;
  if (value > 10) return [];
  return [{ source, value, ...(rating.votes !== undefined && rating.votes > 0 ? { votes: rating.votes } : {}) }];
}

const UNITED_STATES = /^(?:G|PG|PG-13|R|NC-17|NR|Approved|Passed|TV-(?:Y|Y7|Y7-FV|G|PG|14|MA))$/i;

/** A certification; the Arr services do not say of which country, so that the value has to. */
export function certificationsOf(value: string | undefined, country: string): Certification[] {
  if (value === undefined) return [];
  return [{ country: UNITED_STATES.test(value) ? 'US' : country, value }];
}

/**
 * The id of an entry in the service's own numbering. Two instances count alike, so that an instance with a name of its
 * own puts it in front.
 */
export function ownId(config: ArrConfig, provider: string, id: string): string {
  return config.name === undefined || config.name === provider ? id : `${config.name}:${id}`;
}
