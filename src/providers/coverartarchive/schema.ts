import { z } from 'zod';
import { flag, requiredList, texts, webUrl } from '../shared/tolerant.ts';

/** One picture of an index; `types` and the flags `front` and `back` may contradict each other or be empty. */
const coverImage = z.object({ image: webUrl, types: texts, front: flag, back: flag, approved: flag });
export type CoverImage = z.output<typeof coverImage>;

/** `/release/{mbid}`: the pictures of a release. */
export const coverIndex = z.object({ images: requiredList(coverImage, 'picture') });
