import type { ArtworkKind } from '../../model/files.ts';
import type { ImageCandidate } from '../../model/records.ts';
import { wordTable } from '../../model/word-table.ts';
import { present } from '../shared/present.ts';
import type { FanartPicture } from './schema.ts';

interface Kind {
  readonly kind: ArtworkKind;
  /** Pixels that fanart.tv asks of such pictures; version 3 does not say those of each. */
  readonly size: readonly [width: number, height: number];
}

/** Kinds of pictures, the better of two that are the same to us first. `characterart` is nothing of ours. */
const KINDS: ReadonlyMap<string, Kind> = wordTable({
  movieposter: { kind: 'poster', size: [1000, 1426] },
  moviebackground: { kind: 'backdrop', size: [1920, 1080] },
  hdmovielogo: { kind: 'logo', size: [800, 310] },
  movielogo: { kind: 'logo', size: [400, 155] },
  hdmovieclearart: { kind: 'clearart', size: [1000, 562] },
  movieart: { kind: 'clearart', size: [500, 281] },
  moviedisc: { kind: 'disc', size: [1000, 1000] },
  moviebanner: { kind: 'banner', size: [1000, 185] },
  moviethumb: { kind: 'landscape', size: [1000, 562] },
  tvposter: { kind: 'poster', size: [1000, 1426] },
  showbackground: { kind: 'backdrop', size: [1920, 1080] },
  hdtvlogo: { kind: 'logo', size: [800, 310] },
  clearlogo: { kind: 'logo', size: [400, 155] },
  hdclearart: { kind: 'clearart', size: [1000, 562] },
  clearart: { kind: 'clearart', size: [500, 281] },
  tvbanner: { kind: 'banner', size: [1000, 185] },
  tvthumb: { kind: 'landscape', size: [500, 281] },
  seasonposter: { kind: 'poster', size: [1000, 1426] },
  seasonbanner: { kind: 'banner', size: [1000, 185] },
  seasonthumb: { kind: 'landscape', size: [500, 281] },
  artistthumb: { kind: 'poster', size: [1000, 1000] },
  artistbackground: { kind: 'backdrop', size: [1920, 1080] },
  hdmusiclogo: { kind: 'logo', size: [800, 310] },
  musiclogo: { kind: 'logo', size: [400, 155] },
  musicbanner: { kind: 'banner', size: [1000, 185] },
  albumcover: { kind: 'cover', size: [1000, 1000] },
  cdart: { kind: 'disc', size: [1000, 1000] },
});

/** The pictures of one thing; those of a season with its number, those of all seasons together left out. */
export function imagesOf(pictures: ReadonlyMap<string, readonly FanartPicture[]>): ImageCandidate[] {
  return [...KINDS].flatMap(([name, { kind, size }]) =>
    (pictures.get(name) ?? []).flatMap((picture): ImageCandidate[] => {
      const season = /^\d+$/.test(picture.season ?? '') ? Number(picture.season) : undefined;
      if (picture.url === undefined || (name.startsWith('season') && season === undefined)) return [];
      const [width, height] = [picture.width ?? picture.size ?? size[0], picture.height ?? picture.size ?? size[1]];
      const likes = picture.likes ?? 0;
      return [
        {
          kind,
          url: picture.url.replace(/^http:/, 'https:'),
          width,
          height,
          ...present({ language: picture.lang, season: name.startsWith('season') ? season : undefined }),
          // Likes are no rating: nobody can say that a picture is bad. They tell only which of several is liked more.
          ...(likes > 0 ? { votes: likes } : {}),
        },
      ];
    }),
  );
}
