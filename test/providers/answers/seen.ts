import { type MemberPath, membersLookedAt, membersOf, membersThatCount } from './members.ts';
import { placeOf } from './page.ts';
import { answersIn, READ, type Read, type RecordedFile, recordings } from './recordings.ts';
import { cut, RESOURCES } from './resources.ts';

/** The members of all answers of one heading of the page. */
export interface Seen {
  readonly all: Set<MemberPath>;
  /** Those without which something else becomes of the answer. */
  readonly count: Set<MemberPath>;
  readonly lookedAt: Set<MemberPath>;
}

/** The files that are read, each with how. */
export const readers: readonly { readonly name: string; readonly file: RecordedFile; readonly how: Read }[] =
  recordings().flatMap((file) => {
    const how = READ.find((each) => each.files.test(file.name));
    return how === undefined ? [] : [{ name: `${file.name} as ${how.as}`, file, how }];
  });

let kept: ReadonlyMap<string, Seen> | undefined;

/** What there is in all answers, by the headings of the page. */
export function seen(): ReadonlyMap<string, Seen> {
  kept ??= gathered();
  return kept;
}

function gathered(): ReadonlyMap<string, Seen> {
  const found = new Map<string, Seen>();
  const note = (heading: string, kind: keyof Seen, members: ReadonlySet<MemberPath>) => {
    for (const member of members) {
      const place = placeOf(heading, member);
      if (place === undefined) continue;
      const [where, name] = place;
      const there = found.get(where) ?? { all: new Set(), count: new Set(), lookedAt: new Set() };
      found.set(where, there);
      there[kind].add(name);
    }
  };
  for (const { file, how } of readers) {
    const { heading, read } = RESOURCES[how.as];
    for (const answer of answersIn(file, how).map(cut)) {
      note(heading, 'all', membersOf(answer));
      note(heading, 'count', membersThatCount(answer, read));
      note(heading, 'lookedAt', membersLookedAt(answer, read));
    }
  }
  return found;
}
