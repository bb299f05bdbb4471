import { describe, expect, it } from 'vitest';
import type { FileEntry, MediaGroup } from '../../src/model/files.ts';
import { alteredFiles, diffUnit, groupComparer, isUnchanged, type UnitDiff, wantsRetry } from '../../src/scan/diff.ts';
import type { KnownFile, KnownUnit } from '../../src/store/port.ts';
import { nameReading } from '../support/name-reading.ts';

function entry(relativePath: string, size = 10, mtimeMs = 1000): FileEntry {
  return { path: `/root/${relativePath}`, relativePath, size, mtimeMs, inode: 1 };
}

function known(relativePath: string, more: Partial<KnownFile> = {}): KnownFile {
  return { relativePath, size: 10, mtimeMs: 1000, inode: 1, groupKey: 'A', ...more };
}

function group(key: string, paths: readonly string[]): MediaGroup {
  return {
    key,
    kind: 'movie',
    library: { name: 'Movies', root: '/root', kind: 'movies' },
    folder: 'A',
    reading: nameReading({ type: 'movie' }),
    pins: [],
    files: paths.map((path) => ({ ...entry(path), role: 'main' })),
  };
}

describe('diffUnit', () => {
  it('finds nothing where nothing changed, whatever the inode', () => {
    const diff = diffUnit([entry('A/a.mkv')], [known('A/a.mkv', { inode: 99 })], []);
    expect(diff).toEqual({ added: [], changed: [], returned: [], unread: [], unchanged: 1, missing: [] });
    expect(isUnchanged(diff)).toBe(true);
  });

  it('tells added, changed by size, changed by time, and missing apart', () => {
    const files = [entry('A/new.mkv'), entry('A/size.mkv', 11), entry('A/time.mkv', 10, 1000.5)];
    const diff = diffUnit(files, [known('A/size.mkv'), known('A/time.mkv'), known('A/gone.mkv')], []);
    expect(diff.added.map((file) => file.relativePath)).toEqual(['A/new.mkv']);
    expect(diff.changed.map((file) => file.relativePath)).toEqual(['A/size.mkv', 'A/time.mkv']);
    expect(diff.missing).toEqual(['A/gone.mkv']);
    expect(isUnchanged(diff)).toBe(false);
  });

  it('does not take what an unreadable folder hides as missing', () => {
    const files = [known('A/locked/a.mkv'), known('A/lockedness.mkv')];
    expect(diffUnit([], files, ['A/locked']).missing).toEqual(['A/lockedness.mkv']);
    expect(diffUnit([], files, ['']).missing).toEqual([]);
  });

  it('does not take a file as unchanged of which the store does not know what is in it', () => {
    const diff = diffUnit([entry('A/a.mkv')], [known('A/a.mkv', { isUnread: true })], []);
    expect(diff).toMatchObject({ unread: [{ relativePath: 'A/a.mkv' }], unchanged: 0 });
    expect(isUnchanged(diff)).toBe(false);
  });

  it('knows a tombstone that is back, and leaves one that is not alone', () => {
    const dead = known('A/a.mkv', { missingSince: '2026-01-01T00:00:00Z' });
    expect(diffUnit([entry('A/a.mkv')], [dead], []).returned).toHaveLength(1);
    expect(isUnchanged(diffUnit([], [dead], []))).toBe(true);
  });
});

describe('groupComparer', () => {
  const isGroupChanged = (of: MediaGroup, unit: KnownUnit, diff: UnitDiff) =>
    groupComparer(unit, alteredFiles(diff))(of);
  const unit: KnownUnit = {
    files: [known('A/a.mkv'), known('A/b.mkv', { groupKey: 'B' })],
    groups: [
      { key: 'A', kind: 'movie', outcome: 'matched' },
      { key: 'B', kind: 'movie', outcome: 'matched' },
    ],
  };
  const none = diffUnit([entry('A/a.mkv'), entry('A/b.mkv')], unit.files, []);

  it('is false for a group whose files are as they were', () => {
    expect(isGroupChanged(group('A', ['A/a.mkv']), unit, none)).toBe(false);
  });

  it('is true for a new group, a changed file, and a file that came from another group', () => {
    expect(isGroupChanged(group('C', ['A/a.mkv']), unit, none)).toBe(true);
    const changed = diffUnit([entry('A/a.mkv', 12), entry('A/b.mkv')], unit.files, []);
    expect(isGroupChanged(group('A', ['A/a.mkv']), unit, changed)).toBe(true);
    expect(isGroupChanged(group('A', ['A/a.mkv', 'A/b.mkv']), unit, none)).toBe(true);
  });
});

describe('wantsRetry', () => {
  it('leaves a group alone that only lacked the network, in a run without it', () => {
    const waiting = (code: string) =>
      ({ key: 'A', kind: 'movie', outcome: 'degraded', degraded: [{ provider: 'x', reason: 'r', code }] }) as const;
    const offline = { retryUnmatched: false, offline: true };
    expect(wantsRetry(waiting('OFFLINE'), offline)).toBe(false);
    expect(wantsRetry(waiting('HTTP_TIMEOUT'), offline)).toBe(false);
    expect(wantsRetry(waiting('FILE_UNREADABLE'), offline)).toBe(true);
    expect(wantsRetry(waiting('OFFLINE'), { retryUnmatched: false })).toBe(true);
  });

  it('asks again about degraded groups always, about unmatched ones when told to', () => {
    expect(wantsRetry({ key: 'A', kind: 'movie', outcome: 'degraded' }, { retryUnmatched: false })).toBe(true);
    expect(wantsRetry({ key: 'A', kind: 'movie', outcome: 'unmatched' }, { retryUnmatched: false })).toBe(false);
    expect(wantsRetry({ key: 'A', kind: 'movie', outcome: 'unmatched' }, { retryUnmatched: true })).toBe(true);
    expect(wantsRetry({ key: 'A', kind: 'movie', outcome: 'matched' }, { retryUnmatched: true })).toBe(false);
  });
});
