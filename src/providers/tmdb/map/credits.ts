import type { Credit } from '../../../model/records.ts';
import { departmentOf } from '../../shared/departments.ts';
import { portraitUrl } from '../../shared/portrait-url.ts';
import { present } from '../../shared/present.ts';
import type { TmdbAggregated, TmdbPerson } from '../schema/parts.ts';
import { imageUrl } from './images.ts';

/** Large productions name thousands; these are kept, the billing's first. */
const CAST_AT_MOST = 200;
const CREW_AT_MOST = 100;
const GUESTS_AT_MOST = 50;

type Department = Credit['department'];

const IMPORTANCE: readonly Department[] = ['directing', 'writing', 'production', 'music', 'camera', 'editing', 'crew'];

/** Cast and crew of a movie, or of an episode with `guests`. */
export function creditsOf(
  people: { readonly cast: readonly TmdbPerson[]; readonly crew: readonly TmdbPerson[]; readonly guests?: boolean },
  images: string,
): Credit[] {
  const cast = byOrder(people.cast).map(
    (person, order): Credit => ({
      name: person.name,
      department: 'cast',
      order,
      ids: personIds(person),
      ...present({ character: person.character, profileUrl: portraitUrl(imageUrl(images, person.profile_path)) }),
      ...(people.guests === true ? { guest: true } : {}),
    }),
  );
  const crew = people.crew.map(
    (person, order): Credit => ({
      name: person.name,
      department: departmentOf(person.department, person.job),
      order,
      ids: personIds(person),
      ...present({ job: person.job, profileUrl: portraitUrl(imageUrl(images, person.profile_path)) }),
    }),
  );
  return [...cast.slice(0, people.guests === true ? GUESTS_AT_MOST : CAST_AT_MOST), ...foremost(crew)];
}

/** Cast and crew of a whole series, with the episodes that each was in. Several roles are one character, as in billing. */
export function aggregatedCredits(
  people: { readonly cast: readonly TmdbAggregated[]; readonly crew: readonly TmdbAggregated[] },
  creators: readonly TmdbPerson[],
  images: string,
): Credit[] {
  const cast = byOrder(people.cast).map((person, order): Credit => {
    const characters = person.roles.flatMap((role) => role.character ?? []);
    return {
      name: person.name,
      department: 'cast',
      order,
      ids: personIds(person),
      ...present({
        character: characters.length === 0 ? undefined : [...new Set(characters)].join(' / '),
        profileUrl: portraitUrl(imageUrl(images, person.profile_path)),
        episodeCount: person.total_episode_count,
      }),
    };
  });
  const created = creators.map((person) => ({
    person,
    job: 'Creator',
    department: 'writing' as const,
    episodes: undefined,
  }));
  const worked = people.crew.flatMap((person) =>
    person.jobs.map(({ job, episode_count }) => ({
      person,
      job,
      department: departmentOf(person.department, job),
      episodes: episode_count,
    })),
  );
  const crew = [...created, ...worked].map(
    ({ person, job, department, episodes }, order): Credit => ({
      name: person.name,
      department,
      order,
      ids: personIds(person),
      ...present({ job, profileUrl: portraitUrl(imageUrl(images, person.profile_path)), episodeCount: episodes }),
    }),
  );
  return [...cast.slice(0, CAST_AT_MOST), ...foremost(crew)];
}

function byOrder<P extends { readonly order?: number | undefined }>(people: readonly P[]): P[] {
  return [...people].sort((a, b) => (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER));
}

/** The crew by importance of the department, in each as the source orders it. */
function foremost(crew: readonly Credit[]): Credit[] {
  return [...crew]
    .sort((a, b) => IMPORTANCE.indexOf(a.department) - IMPORTANCE.indexOf(b.department) || a.order - b.order)
    .slice(0, CREW_AT_MOST)
    .map((credit, order) => ({ ...credit, order }));
}

function personIds(person: { readonly id?: string | undefined }): Credit['ids'] {
  return person.id === undefined ? {} : { 'tmdb-person': person.id };
}
