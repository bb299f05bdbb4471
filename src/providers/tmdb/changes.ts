import { ok } from '../../model/answer.ts';
import type { ChangedSince } from '../port.ts';
import type { TmdbClient } from './client.ts';

const DAY = 86_400_000;
/**
 * One question spans 14 days at most (developer.themoviedb.org/reference/changes-movie-list). Windows share a day, since
 * nobody says whether the last one counts.
 */
const WINDOW_DAYS = 13;
/** No list has more pages than this. */
const LAST_PAGE = 500;

/**
 * TMDb's change lists: in windows of 14 days, the newest first, 100 works a page. How long it will be shows with the first
 * page, so that a list which costs more than it spares is given up after one request.
 */
export function tmdbChangedSince(client: TmdbClient, now: () => number = Date.now): ChangedSince {
  return async (kind, since, requests, signal) => {
    if (kind === 'album') return ok({ status: 'too-many' });
    const windows = windowsSince(since.getTime(), now());
    const ids = new Set<string>();
    let asked = 0;
    for (const [place, { from, to }] of windows.entries()) {
      for (let page = 1, pages = 1; page <= pages; page++) {
        const answer = await client.changes(kind === 'movie' ? 'movie' : 'tv', from, to, page, signal);
        if (answer.status !== 'ok') return answer;
        asked++;
        const { results, total_pages: total } = answer.value.data;
        for (const id of results) ids.add(id);
        pages = total;
        // Later windows are about as long as this one.
        const expected = asked + (pages - page) + (windows.length - place - 1) * pages;
        if (expected > requests || pages > LAST_PAGE) return ok({ status: 'too-many' });
      }
    }
    return ok({ status: 'known', ids });
  };
}

/** Windows of days (`YYYY-MM-DD`), the newest first. A day more at either end: nobody says whose midnight counts. */
function windowsSince(since: number, now: number): { readonly from: string; readonly to: string }[] {
  const windows: { from: string; to: string }[] = [];
  const begin = Math.min(since, now) - DAY;
  for (let to = now + DAY; to > begin; to -= WINDOW_DAYS * DAY) {
    windows.push({ from: dayOf(Math.max(begin, to - WINDOW_DAYS * DAY)), to: dayOf(to) });
  }
  return windows;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
