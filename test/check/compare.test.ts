import { describe, expect, test } from 'vitest';
import { compareWithExpectation } from '../../src/check/compare.ts';
import type { Expectation, Observation, ObservedGroup } from '../../src/check/expectation.ts';

const GROUP: ObservedGroup = {
  library: 'Movies',
  group: 'Heat (1995)',
  outcome: 'matched',
  by: 'pin',
  title: 'Heat',
  year: 1995,
  item: {
    kind: 'movie',
    ids: { tmdb: '949' },
    fields: {
      title: { value: 'Heat', source: 'tmdb', agree: ['name'], differ: [{ source: 'nfo', value: 'HEAT' }] },
      genres: { value: ['Crime', 'Drama'], source: 'tmdb' },
    },
    cast: ['Al Pacino (Hanna)', 'Robert De Niro (McCauley)'],
    artwork: [{ name: 'poster of tmdb', digest: 'aa' }],
  },
  files: [{ path: 'Heat (1995)/Heat.mkv', size: 10 }],
};
const ACTUAL: Observation = { counts: { groups: 1, matched: 1 }, groups: [GROUP] };

function differences(expected: Omit<Expectation, 'version'>, actual: Observation = ACTUAL) {
  return compareWithExpectation({ version: 1, ...expected }, actual).map(({ what, member }) => `${what} ${member}`);
}

/** The group, expected with other members of its item. */
function item(members: ObservedGroup['item']): Omit<Expectation, 'version'> {
  return { groups: [{ library: 'Movies', group: 'Heat (1995)', item: members }] };
}

describe('an expectation compared with a scan', () => {
  test('what is the same differs in nothing', () => {
    expect(differences({ counts: ACTUAL.counts, groups: [GROUP] })).toEqual([]);
  });

  test('only what is named is compared', () => {
    expect(differences({ groups: [{ library: 'Movies', group: 'Heat (1995)' }] })).toEqual([]);
    expect(differences({})).toEqual([]);
    expect(differences({ counts: { matched: 1 } })).toEqual([]);
  });

  test('a group that is not there is missing, one that is not named is unexpected', () => {
    expect(differences({ groups: [{ library: 'Movies', group: 'Dune' }] })).toEqual(['missing ', 'unexpected ']);
    expect(differences({ groups: [] })).toEqual(['unexpected ']);
  });

  test.each<readonly [string, ObservedGroup['item'], readonly string[]]>([
    ['an id', { ids: { tmdb: '950' } }, ['differs item.ids.tmdb']],
    ['an id that is not there', { ids: { imdb: 'tt1' } }, ['missing item.ids.imdb']],
    ['a field by its value alone', { fields: { title: 'Heat' } }, []],
    ['another value', { fields: { title: 'Hot' } }, ['differs item.fields.title']],
    ['a list by its value alone', { fields: { genres: ['Crime'] } }, ['differs item.fields.genres']],
    ['another source', { fields: { title: { value: 'Heat', source: 'nfo' } } }, ['differs item.fields.title.source']],
    ['a field that is not there', { fields: { tagline: 'A story' } }, ['missing item.fields.tagline']],
    ['a field that must not be there', { fields: { title: null } }, ['unexpected item.fields.title']],
    ['a field that must not be there and is not', { fields: { tagline: null } }, []],
    [
      'another losing value',
      { fields: { title: { value: 'Heat', differ: [{ source: 'nfo', value: 'Heat!' }] } } },
      ['differs item.fields.title.differ[nfo].value'],
    ],
    [
      'another value, which other sources agree with it is no news',
      { fields: { title: { value: 'HEAT', agree: ['nfo'] } } },
      ['differs item.fields.title.value'],
    ],
    ['the order of the cast', { cast: ['Robert De Niro (McCauley)', 'Al Pacino (Hanna)'] }, ['differs item.cast']],
    ['no crew', { crew: null }, []],
    ['no artwork', { artwork: null }, ['unexpected item.artwork']],
    [
      'another picture',
      { artwork: [{ name: 'poster of tmdb', digest: 'bb' }] },
      ['differs item.artwork[poster of tmdb].digest'],
    ],
    [
      'a picture of another source',
      { artwork: [{ name: 'poster of local' }] },
      ['missing item.artwork[poster of local]', 'unexpected item.artwork[poster of tmdb]'],
    ],
  ])('%s', (_what, members, expected) => {
    expect(differences(item(members))).toEqual(expected);
  });

  test('names that objects have by themselves are names like others', () => {
    const path = '__proto__/constructor.mkv';
    const odd: ObservedGroup = { ...GROUP, library: 'constructor', group: '__proto__', files: [{ path, size: 1 }] };
    const actual: Observation = { counts: {}, groups: [odd] };
    expect(differences({ groups: [odd] }, actual)).toEqual([]);
    expect(differences({ groups: [{ ...odd, files: [{ path, size: 2 }] }] }, actual)).toEqual([
      `differs files[${path}].size`,
    ]);
  });
});
