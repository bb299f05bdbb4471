import type { HttpRequest } from '../../http/port.ts';
import { type Answer, ok } from '../../model/answer.ts';
import type { ChangedSince } from '../port.ts';
import { query } from '../shared/addresses.ts';
import type { Telling } from '../shared/telling.ts';
import type { TvdbSession } from './session.ts';
import { type TvdbUpdates, tvdbUpdates } from './updates-schema.ts';

/** Whose updates are those of a work: a series changes with its episodes. */
const TYPES = { movie: ['movies'], series: ['series', 'episodes'], album: [] } as const;

/** TheTVDB's updates since a time, page by page, of the series and of their episodes, or of the movies. */
export function tvdbChangedSince(session: TvdbSession, base: string, told: Telling): ChangedSince {
  const page = (since: number, type: string, number: number, signal: AbortSignal) => {
    const url = `${base}/updates${query({ since, type, page: number })}`;
    const request: HttpRequest = { provider: 'tvdb', url, cache: 'none' };
    return session.json(request, told(tvdbUpdates), signal);
  };
  return async (kind, since, requests, signal) => {
    const ids = new Set<string>();
    let asked = 0;
    for (const type of TYPES[kind]) {
      for (let number = 0; ; number++) {
        const answer: Answer<{ readonly data: TvdbUpdates }> = await page(unixTime(since), type, number, signal);
        if (answer.status !== 'ok') return answer;
        asked++;
        const { data } = answer.value;
        for (const id of data.ids) ids.add(id);
        if (!data.more) break;
        const left = data.pages === undefined ? 1 : data.pages - number - 1;
        if (asked + left > requests) return ok({ status: 'too-many' });
      }
    }
    return ok({ status: 'known', ids });
  };
}

function unixTime(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
