import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { createGateway } from '../../src/http/gateway.ts';
import type { HttpGateway } from '../../src/http/port.ts';
import type { FileRole, GroupFile, Library, MediaGroup } from '../../src/model/files.ts';
import type { GroupKind } from '../../src/model/kinds.ts';
import { providerLimits } from '../../src/providers/limits.ts';
import { nameReading } from '../support/name-reading.ts';

/** A gateway that asks for real, without pauses and second attempts, so that faults show at once. */
export function testGateway(options: { readonly timeoutMs?: number } = {}): HttpGateway {
  const limits = [...providerLimits].map(
    ([id, each]) => [id, { ...each, intervalMs: 0, retries: 0, timeoutMs: options.timeoutMs ?? 60_000 }] as const,
  );
  return createGateway({
    userAgent: 'revenge-test/1 (test@example.org)',
    limits: new Map(limits),
    mode: { kind: 'live' },
  });
}

/** The body of an answer that we wrote: `fixture('radarr', 'movie-list')`. */
export function fixture(service: string, name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./${service}/fixtures/${name}.json`, import.meta.url), 'utf8'));
}

/** A signal that nobody aborts. */
export function quiet(): AbortSignal {
  return new AbortController().signal;
}

/** A group with these files, as the walk would give it. Paths are relative to the library's root. */
export function groupOf(
  kind: GroupKind,
  folder: string,
  files: readonly (string | { readonly path: string; readonly role: FileRole })[],
  options: { readonly root?: string; readonly key?: string } = {},
): MediaGroup {
  const root = options.root ?? '/media';
  const library: Library = { name: 'Library', root, kind: 'auto' };
  return {
    key: options.key ?? folder,
    kind,
    library,
    folder,
    reading: nameReading(),
    pins: [],
    files: files.map((file): GroupFile => {
      const { path, role } = typeof file === 'string' ? { path: file, role: 'main' as const } : file;
      const relativePath = posix.join(folder, path);
      return { path: posix.join(root, relativePath), relativePath, role, size: 1, mtimeMs: 1, inode: 1 };
    }),
  };
}
