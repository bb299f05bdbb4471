import { z } from 'zod';
import { maybe, numericId, positive, requiredList, text } from '../shared/tolerant.ts';

/** One entry of `/updates`: what changed; of an episode also its series. Entries that name neither say nothing. */
const update = z.object({ recordId: numericId, seriesId: numericId, recordType: text, entityType: text });

/** One page of `/updates?since=`: the ids of the works that changed, of episodes those of their series. */
export const tvdbUpdates = z
  .object({
    data: requiredList(update, 'update'),
    links: maybe(z.object({ next: text, total_items: positive, page_size: positive })),
  })
  .transform(({ data, links }) => ({
    ids: data.flatMap(({ recordId, seriesId, recordType, entityType }) => {
      const isEpisode = (recordType ?? entityType) === 'episodes';
      return (isEpisode ? seriesId : recordId) ?? [];
    }),
    /** Whether there is another page; a page without entries is the last, whatever its links say. */
    more: links?.next !== undefined && data.length > 0,
    pages: links?.total_items && links.page_size ? Math.ceil(links.total_items / links.page_size) : undefined,
  }));
export type TvdbUpdates = z.output<typeof tvdbUpdates>;
