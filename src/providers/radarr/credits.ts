import { z } from 'zod';
import type { Credit } from '../../model/records.ts';
import { printable } from '../../model/text.ts';
import type { ArrConfig } from '../arr/config.ts';
import type { ArrContext } from '../arr/context.ts';
import { loadPart } from '../arr/load-list.ts';
import type { ArrService } from '../arr/request.ts';
import { arrImages } from '../arr/values.ts';
import { query } from '../shared/addresses.ts';
import { departmentOf } from '../shared/departments.ts';
import { portraitUrl } from '../shared/portrait-url.ts';
import { present } from '../shared/present.ts';
import { number, numericId, text } from '../shared/tolerant.ts';

/** One person of `GET /api/v3/credit?movieId=`. */
export const radarrCredit = z.object({
  personName: text,
  personTmdbId: numericId,
  images: arrImages,
  department: text,
  job: text,
  character: text,
  order: number,
  type: text,
});
type RadarrCredit = z.output<typeof radarrCredit>;

/** Who is in a movie, by Radarr's own id of it: one request a movie. */
export type MovieCredits = (movie: { readonly id: number }, signal: AbortSignal) => Promise<readonly Credit[]>;

/** A movie whose people cannot be had goes without them; that is said once. */
export function movieCredits(service: ArrService, config: ArrConfig, context: ArrContext): MovieCredits {
  let warned = false;
  return async ({ id }, signal) => {
    const spec = { resource: `credit${query({ movieId: id })}`, schema: radarrCredit, what: 'credit' };
    const answer = await loadPart(service, config, context, spec, signal);
    if (answer.status === 'unavailable' && !warned) {
      warned = true;
      context.warn({
        code: 'radarr.no-credits',
        message: `${printable(config.name ?? 'radarr')}: cast and crew could not be read: ${answer.error.message}`,
        hint: 'Its movies are stored without them; the next look at a movie adds these.',
      });
    }
    return answer.status === 'ok' ? creditsOf(answer.value.elements) : [];
  };
}

/** Cast by its billing, then the crew as it is listed. Somebody without a name is nobody. */
export function creditsOf(people: readonly RadarrCredit[]): Credit[] {
  const cast = people.filter(({ type }) => type !== 'crew').sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  const crew = people.filter(({ type }) => type === 'crew');
  return [
    ...cast.flatMap((person, order) =>
      credit(person, order, { department: 'cast', ...present({ character: person.character }) }),
    ),
    ...crew.flatMap((person, order) =>
      credit(person, order, {
        department: departmentOf(person.department, person.job),
        ...present({ job: person.job }),
      }),
    ),
  ];
}

function credit(
  { personName: name, personTmdbId, images }: RadarrCredit,
  order: number,
  did: Pick<Credit, 'department' | 'job' | 'character'>,
): Credit[] {
  if (name === undefined) return [];
  const profileUrl = portraitUrl(images.find(({ kind }) => kind === 'profile')?.url);
  return [{ name, ...did, order, ids: present({ 'tmdb-person': personTmdbId }), ...present({ profileUrl }) }];
}
