import { describe, expect, it } from 'vitest';
import { rootState } from '../../src/library/mount-guard.ts';
import { type FakeFolder, fakeFileTree } from '../support/fake-file-tree.ts';
import { libraryAt } from './walked.ts';

function look(
  world: FakeFolder,
  options: { hasFiles?: boolean; errors?: Record<string, string>; hang?: boolean } = {},
) {
  const slow = options.hang === true ? { '/lib': Number.POSITIVE_INFINITY } : {};
  const tree = fakeFileTree(world, { errors: options.errors ?? {}, slow });
  return rootState(libraryAt('/lib'), tree, options.hasFiles ?? true, 20);
}

describe('rootState', () => {
  it('is ok for a folder that holds something, and for an empty one of which nothing is known', async () => {
    expect(await look({ lib: { A: {} } })).toEqual({ state: 'ok' });
    expect(await look({ lib: {} }, { hasFiles: false })).toEqual({ state: 'ok' });
  });

  it.each([
    ['missing', {}, {}, 'does not exist'],
    ['a file', { lib: 5 }, {}, 'is not a folder'],
    ['unreadable', { lib: {} }, { errors: { '/lib': 'EACCES' } }, 'cannot be read: permission denied'],
    ['stale', { lib: {} }, { errors: { '/lib': 'ESTALE' } }, 'cannot be read: ESTALE'],
    ['hanging', { lib: {} }, { hang: true }, 'does not answer'],
    ['empty although files of it are known', { lib: {} }, {}, 'is empty although the store knows files of it'],
    ['empty but for hidden files', { lib: { '.mounted-here': 1, 'lost+found': {} } }, {}, 'is empty although'],
  ])('is unavailable when it is %s', async (_, world, options, reason) => {
    const state = await look(world, options);
    expect(state).toMatchObject({ state: 'unavailable', reason: expect.stringContaining(reason) });
    expect(state).toHaveProperty('hint', expect.stringMatching(/\.$/));
  });
});
