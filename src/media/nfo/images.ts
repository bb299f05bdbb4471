import { compact } from '../../model/compact.ts';
import type { ArtworkKind } from '../../model/files.ts';
import type { ImageCandidate } from '../../model/records.ts';
import { wordTable } from '../../model/word-table.ts';
import type { NfoRoot } from './ids.ts';
import { childrenOf, whole } from './nodes.ts';
import type { NfoNode } from './tree.ts';

const ASPECTS: ReadonlyMap<string, ArtworkKind> = wordTable({
  poster: 'poster',
  fanart: 'backdrop',
  background: 'backdrop',
  banner: 'banner',
  landscape: 'landscape',
  clearlogo: 'logo',
  logo: 'logo',
  clearart: 'clearart',
  discart: 'disc',
  back: 'back',
  cover: 'cover',
});
/** What a `<thumb>` without an aspect, or with the aspect `thumb`, is of each kind of root. */
const PLAIN: Readonly<Record<NfoRoot, ArtworkKind>> = {
  movie: 'poster',
  tvshow: 'poster',
  season: 'poster',
  episodedetails: 'still',
  artist: 'poster',
  album: 'cover',
};
const MAX_IMAGES = 500;

/** The pictures that an NFO names at addresses of the network; paths of the writer's machine say nothing to us. */
export function imagesOf(node: NfoNode, root: NfoRoot): readonly ImageCandidate[] {
  const thumbs = childrenOf(node, 'thumb').map((thumb) => imageOf(thumb, kindOf(thumb, root)));
  const fanart = childrenOf(node, 'fanart').flatMap((outer) => {
    const base = outer.attributes.get('url') ?? '';
    return childrenOf(outer, 'thumb').map((thumb) => imageOf(thumb, 'backdrop', base));
  });
  const art = childrenOf(node, 'art').flatMap((outer) =>
    outer.children.map((child) => imageOf(child, ASPECTS.get(child.name) ?? undefined)),
  );
  const images = [...thumbs, ...fanart, ...art].filter((image) => image !== undefined);
  return [...new Map(images.map((image) => [`${image.kind} ${image.url}`, image])).values()].slice(0, MAX_IMAGES);
}

function kindOf(thumb: NfoNode, root: NfoRoot): ArtworkKind | undefined {
  const aspect = thumb.attributes.get('aspect')?.toLowerCase();
  // An album's or artist's `thumb` is its picture; a movie's or show's is a landscape with its title.
  if (aspect === 'thumb' && (root === 'movie' || root === 'tvshow')) return 'landscape';
  if (aspect === undefined || aspect === '' || aspect === 'thumb') return PLAIN[root];
  return ASPECTS.get(aspect);
}

function imageOf(node: NfoNode, kind: ArtworkKind | undefined, base = ''): ImageCandidate | undefined {
  const url = `${base}${node.text.trim()}`;
  if (kind === undefined || url.length > 2000 || !/^https?:\/\/[^\s<>"]+$/.test(url)) return undefined;
  const season = node.attributes.get('type') === 'season' ? whole(node.attributes.get('season')) : undefined;
  return compact({ kind, url, season });
}
