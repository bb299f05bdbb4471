import { describe, expect, it } from 'vitest';
import { noting } from '../../../src/providers/shared/tolerant.ts';
import { holdsNamed, isIn, page } from './page.ts';
import { answersIn, NOT_READ, READ, recordings } from './recordings.ts';
import { RESOURCES } from './resources.ts';
import { readers, seen } from './seen.ts';

/**
 * Every answer that was recorded is read all the way to the domain, or it is said why it is not; and every member of one is
 * on the page that says what becomes of it.
 */
const files = recordings();

describe('recorded answers', () => {
  it.each(files)('$name is read, or it is said why not', ({ name }) => {
    const ways = [READ, NOT_READ].map((list) => list.filter((each) => each.files.test(name)).length);
    expect(ways[0] === 0 ? ways[1] : 1, name).toBe(1);
    expect(
      ways.filter((count) => count > 0),
      `${name} is on both lists`,
    ).toHaveLength(1);
  });

  it.each(readers)('$name', ({ file, how }) => {
    for (const answer of answersIn(file, how)) {
      const { lost } = noting(() => RESOURCES[how.as].read(answer));
      // Ours have bad members on purpose; of what real servers sent nothing is told of.
      if (!file.isOurs) expect(lost).toEqual([]);
    }
  });
});

describe('docs/provider-fields.md', () => {
  const sections = page();
  /** Of what lies with the media: no answers of a service. */
  const local = ['NFO files', 'Embedded tags', '`.plexmatch`, pictures, names'];
  const all = new Set([...Object.values(RESOURCES).map(({ heading }) => heading), ...sections.keys()]);
  const headings = [...all].filter((heading) => !local.includes(heading));

  it.each(headings)('%s: names every member of an answer, and takes what it says is taken', (heading) => {
    const section = sections.get(heading);
    const members = seen().get(heading);
    if (section === undefined || members === undefined) {
      throw new Error(`“${heading}” is ${section === undefined ? 'no heading of the page' : 'read by nobody'}`);
    }
    const { taken, left } = section;
    const unnamed = [...members.all].filter(
      (member) => !taken.has(member) && !isIn(left, member) && !holdsNamed(taken, member) && !holdsNamed(left, member),
    );
    expect(unnamed.sort(), 'members that the page does not name').toEqual([]);
    const wronglyLeft = [...members.count].filter((member) => isIn(left, member) && !holdsNamed(taken, member));
    expect(wronglyLeft.sort(), 'members that the page says are not taken').toEqual([]);
    const unread = [...taken].filter(
      (member) => members.all.has(member) && !members.count.has(member) && !members.lookedAt.has(member),
    );
    expect(unread.sort(), 'members that the page says are taken, and nobody reads').toEqual([]);
  });
});
