import type { ArtworkKind } from '../../../model/files.ts';
import type { ImageCandidate } from '../../../model/records.ts';
import { present } from '../../shared/present.ts';
import type { TmdbImage } from '../schema/parts.ts';

/** Of each kind, the best by votes, as TMDb orders them. */
const IMAGES_AT_MOST = 20;

/** A path as TMDb writes it (`/abc.jpg`) → the address of the largest form, `original` (developer.themoviedb.org/docs/image-basics). Vector logos are left out: only bitmaps are decoded. */
export function imageUrl(base: string, path: string | undefined): string | undefined {
  if (path === undefined || !/^\/[\w.-]+$/.test(path) || path.toLowerCase().endsWith('.svg')) return undefined;
  return `${base}/original${path}`;
}

/** One picture without further facts. */
export function plainImage(
  kind: ArtworkKind,
  base: string,
  path: string | undefined,
  season?: number,
): ImageCandidate[] {
  const url = imageUrl(base, path);
  return url === undefined ? [] : [{ kind, url, ...present({ season }) }];
}

export function imagesOf(
  kind: ArtworkKind,
  base: string,
  images: readonly TmdbImage[],
  season?: number,
): ImageCandidate[] {
  const candidates = images.flatMap((image): ImageCandidate[] => {
    const url = imageUrl(base, image.file_path);
    if (url === undefined) return [];
    return [
      {
        kind: kindOf(kind, image),
        url,
        ...present({
          width: image.width,
          height: image.height,
          language: image.iso_639_1,
          rating: image.vote_average,
          votes: image.vote_count,
          season,
        }),
      },
    ];
  });
  return candidates.slice(0, IMAGES_AT_MOST);
}

/** Pictures of a movie or show, those it names as its own always among them. */
export function artwork(
  base: string,
  work: {
    readonly poster_path?: string | undefined;
    readonly backdrop_path?: string | undefined;
    readonly images?:
      | {
          readonly posters: readonly TmdbImage[];
          readonly backdrops: readonly TmdbImage[];
          readonly logos: readonly TmdbImage[];
        }
      | undefined;
  },
): ImageCandidate[] {
  const listed = [
    ...imagesOf('poster', base, work.images?.posters ?? []),
    ...imagesOf('backdrop', base, work.images?.backdrops ?? []),
    ...imagesOf('logo', base, work.images?.logos ?? []),
  ];
  const own = [...plainImage('poster', base, work.poster_path), ...plainImage('backdrop', base, work.backdrop_path)];
  return [
    ...listed,
    ...own.filter(({ kind, url }) => !listed.some((other) => other.kind === kind && other.url === url)),
  ];
}

/** A backdrop with words on it is what Kodi and Jellyfin call landscape. */
function kindOf(kind: ArtworkKind, image: TmdbImage): ArtworkKind {
  return kind === 'backdrop' && image.iso_639_1 !== undefined ? 'landscape' : kind;
}
