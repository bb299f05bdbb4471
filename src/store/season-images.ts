import type { ItemDraft } from '../model/drafts.ts';

/**
 * A series offers the posters of its seasons too: each is moved to the season that it is of. Those of seasons that the
 * draft does not have are left out; they come again with their season.
 */
export function spreadSeasonImages(draft: ItemDraft): ItemDraft {
  if (draft.kind !== 'series' || draft.images.every((image) => image.season === undefined)) return draft;
  return {
    ...draft,
    images: draft.images.filter((image) => image.season === undefined),
    children: draft.children.map((child) => {
      const season = child.kind === 'season' ? child.position?.season : undefined;
      const own = draft.images.filter((image) => image.season !== undefined && image.season === season);
      return own.length === 0 ? child : { ...child, images: [...child.images, ...own] };
    }),
  };
}
