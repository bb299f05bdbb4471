import { execFileSync } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../src/identify/links.ts';
import { readMedia } from '../../src/media/read-media.ts';
import { configureReaders } from '../../src/media/reader/shared.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { GroupFile } from '../../src/model/files.ts';
import type { GroupKind } from '../../src/model/kinds.ts';
import type { SourceRecord } from '../../src/model/records.ts';
import { storable } from '../../src/model/text.ts';
import type { LocalReading, LocalSource, LocalWork } from '../../src/providers/port.ts';
import { createSources } from '../../src/providers/registry.ts';
import { group, mainFile } from '../identify/support.ts';
import { signal, temporaryFolder } from '../media/temporary.ts';
import { HUNG } from '../support/threads/hung.ts';
import { testGateway } from './support.ts';

export interface LocalContract {
  readonly source: LocalSource;
  readonly kind: GroupKind;
  readonly role: GroupFile['role'];
  /** Name of its files, by which their role is known. */
  readonly name: string;
  readonly good: Uint8Array | string;
  /** Files that nothing, or not everything, can be read of; what is read of them is held to the rules of the store. */
  readonly damaged: Readonly<Record<string, Uint8Array | string>>;
}

/** Characters of what one file says. */
const LONGEST = 60_000;

const HANGING = new URL('../support/threads/hanging-reader.ts', import.meta.url);

/**
 * What every source keeps to that reads files, whatever the file or the disk is: *could not read* is `unavailable` with a
 * code, neither an exception nor "nothing in it"; an interruption ends it; what it says is fit for the store.
 */
export function keepsToTheLocalContract({ source, kind, role, name, good, damaged }: LocalContract): void {
  const folder = temporaryFolder();

  function file(path: string): GroupFile {
    return { ...mainFile(path), path, role };
  }

  async function read(path: string, until: AbortSignal = signal): Promise<Answer<LocalReading>> {
    const { reader } = source;
    if (reader === undefined) throw new Error(`${source.id} reads no files`);
    return reader.read(file(path), until, () => readMedia({ path, size: 0 }, { signal: until }));
  }

  /** A pipe in the name of a file, that keeps who opens it until another process writes. */
  async function hung(what: string): Promise<{ readonly path: string; release(): Promise<void> }> {
    const path = folder.path(`${HUNG}-${what}-${name}`);
    execFileSync('mkfifo', [path]);
    return { path, release: async () => (await open(path, 'r+')).close() };
  }

  describe(`contract: ${source.id}`, () => {
    it('is not there when it is switched off, and reads nothing but its own files', async () => {
      const gateway = testGateway();
      const common = { languages: ['en'], country: 'US' };
      const { local: on } = await createSources(common, gateway, []);
      const { local: off } = await createSources({ ...common, [source.id]: false }, gateway, []);
      await gateway.close();
      // The registry wraps each source, so that its records are sealed.
      const idsOf = (sources: readonly LocalSource[]) => sources.map(({ id }) => id);
      expect(idsOf(on)).toContain(source.id);
      expect(idsOf(off)).toEqual(idsOf(on).filter((id) => id !== source.id));
      expect(source.reader?.reads(file(name))).toBe(true);
      expect(source.reader?.reads({ ...file(name), role: 'subtitle' })).toBe(false);
    });

    it('reads a good file', async () => {
      const answer = await read(await folder.put(name, good));
      expect(answer).toMatchObject({ status: 'ok' });
      expect(answer.status === 'ok' && (answer.value.warnings ?? [])).toEqual([]);
      expect(recordOf(source, kind, answer)).toMatchObject({ provider: source.id });
    });

    it.each(Object.entries(damaged))('says nothing that is not fit for the store: %s', async (what, bytes) => {
      const answer = await read(await folder.put(`${what.replaceAll(/\W/g, '-')}-${name}`, bytes));
      expect(answer.status === 'unavailable' ? answer.error.code : answer.status).toMatch(
        /^(ok|not-found|PROBE_FAILED)$/,
      );
      const said = JSON.stringify([answer.status === 'ok' ? answer.value : [], recordOf(source, kind, answer) ?? []]);
      expect(said.length).toBeLessThan(LONGEST);
      expect(said).not.toContain('root:');
      JSON.parse(said, (_, value: unknown) => {
        if (typeof value === 'string') expect(value).toBe(storable(value));
        if (typeof value === 'number') expect(Math.abs(value)).toBeLessThan(1e12);
        return value;
      });
    });

    it('could not read a file that is gone, a folder, a pipe', async () => {
      await mkdir(folder.path(`folder-${name}`));
      execFileSync('mkfifo', [folder.path(`pipe-${name}`)]);
      for (const place of ['gone', 'folder', 'pipe']) {
        const answer = await read(folder.path(`${place}-${name}`));
        expect(answer).toMatchObject({ status: 'unavailable', error: { code: 'FILE_UNREADABLE' } });
      }
    });

    describe('on a disk that does not answer', () => {
      beforeAll(() => configureReaders({ entry: HANGING, threads: 2, limits: { stallMs: 500 } }));
      afterAll(() => configureReaders({}));

      it('could not read', async () => {
        const { path, release } = await hung('silent');
        expect(await read(path)).toMatchObject({ status: 'unavailable', error: { code: 'FILE_UNREADABLE' } });
        await release();
      });

      it('ends when it is interrupted', async () => {
        const { path, release } = await hung('late');
        const controller = new AbortController();
        const reading = read(path, controller.signal);
        controller.abort();
        await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
        await release();
      });
    });

    it('ends when it is interrupted', async () => {
      const path = await folder.put(`late-${name}`, good);
      await expect(read(path, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
}

/** What the source says of a group of one file that it read. */
function recordOf(source: LocalSource, kind: GroupKind, answer: Answer<LocalReading>): SourceRecord | undefined {
  const main = mainFile('1');
  const of = group(kind, {}, [main]);
  const read = answer.status === 'ok' ? answer.value : {};
  const tags = read.tags === undefined ? [] : [{ ...read.tags, relativePath: main.relativePath }];
  const links = linkFiles({ group: of, records: [], tags });
  const work: LocalWork = { group: of, nfo: read.nfo ?? [], tags, claims: read.claims ?? [], links };
  return source.record(work);
}
