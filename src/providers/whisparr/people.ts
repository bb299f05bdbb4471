import { z } from 'zod';
import type { Credit } from '../../model/records.ts';
import { arrImages } from '../arr/values.ts';
import { present } from '../shared/present.ts';
import { list, number, text } from '../shared/tolerant.ts';

/** `actors` of a scene, in their order (Whisparr 2). */
export const actors = list(z.object({ name: text, character: text, images: arrImages })).transform((people) =>
  people.flatMap(({ name, character, images }, order): Credit[] =>
    name === undefined
      ? []
      : [{ name, department: 'cast', order, ids: {}, ...present({ character, profileUrl: images[0]?.url }) }],
  ),
);

/** `credits` of a movie or scene (Whisparr 3). */
export const credits = list(
  z.object({
    job: text,
    character: text,
    order: number,
    type: text,
    performer: z.object({ name: text, images: arrImages }),
  }),
).transform((people) =>
  people.flatMap(({ job, character, order, type, performer }, place): Credit[] => {
    const { name, images } = performer;
    if (name === undefined) return [];
    const crew = type === 'crew';
    return [
      {
        name,
        department: crew ? (job === 'Director' ? 'directing' : 'crew') : 'cast',
        order: order ?? place,
        ids: {},
        ...present({ job: crew ? job : undefined, character, profileUrl: images[0]?.url }),
      },
    ];
  }),
);
