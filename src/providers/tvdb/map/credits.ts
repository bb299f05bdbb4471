import type { Credit } from '../../../model/records.ts';
import { wordTable } from '../../../model/word-table.ts';
import { present } from '../../shared/present.ts';
import type { TvdbCharacter } from '../schema.ts';

const CAST_AT_MOST = 200;
const CREW_AT_MOST = 100;

/** What TheTVDB calls people of the cast. */
const CAST: ReadonlySet<string> = new Set(['Actor', 'Guest Star', 'Voice Actor', 'Host']);
const DEPARTMENTS: ReadonlyMap<string, Credit['department']> = wordTable({
  Director: 'directing',
  Writer: 'writing',
  Creator: 'writing',
  Producer: 'production',
  'Executive Producer': 'production',
  Showrunner: 'production',
  Composer: 'music',
});

/** Cast and crew by the order that TheTVDB keeps. Somebody without a name is nobody. */
export function creditsOf(characters: readonly TvdbCharacter[]): Credit[] {
  const sorted = [...characters].sort((a, b) => (a.sort ?? 0) - (b.sort ?? 0));
  const cast = sorted.filter(isOfCast);
  const crew = sorted.filter((person) => !isOfCast(person));
  return [...credits(cast).slice(0, CAST_AT_MOST), ...credits(crew).slice(0, CREW_AT_MOST)];
}

/** Somebody of whom it is not said what they did played somebody: most did. */
function isOfCast({ peopleType }: TvdbCharacter): boolean {
  return peopleType === undefined || CAST.has(peopleType);
}

function credits(people: readonly TvdbCharacter[]): Credit[] {
  return people
    .filter(({ personName }) => personName !== undefined)
    .map((person, order): Credit => {
      const { personName: name = '', name: character, peopleType = '', personImgURL, image } = person;
      const isCast = isOfCast(person);
      return {
        name,
        department: isCast ? 'cast' : (DEPARTMENTS.get(peopleType) ?? 'crew'),
        order,
        ids: {},
        ...present({
          job: isCast ? undefined : peopleType,
          character: isCast ? character : undefined,
          profileUrl: personImgURL ?? image,
        }),
        ...(peopleType === 'Guest Star' ? { guest: true } : {}),
      };
    });
}
