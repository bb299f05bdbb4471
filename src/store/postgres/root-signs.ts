import type { FsPath, RootSigns } from '../../model/files.ts';
import { pathToBytes } from '../../model/paths.ts';
import type { Session } from './session.ts';

/** What is remembered of a library root. */
export async function readRootSigns(session: Session, root: FsPath): Promise<RootSigns> {
  const [row] = await session.rows<{ readonly marker: boolean; readonly mount_point: boolean }>(
    'SELECT marker, mount_point FROM root_signs WHERE path = $1',
    [pathToBytes(root)],
  );
  return { marker: row?.marker ?? false, mountPoint: row?.mount_point ?? false };
}

/** Remembers what a library root was known by. Returns the rows changed. */
export function rememberRootSigns(session: Session, root: FsPath, { marker, mountPoint }: RootSigns): Promise<number> {
  return session.run(
    `INSERT INTO root_signs AS s (path, marker, mount_point) VALUES ($1, $2, $3)
     ON CONFLICT (path) DO UPDATE SET marker = excluded.marker, mount_point = excluded.mount_point
     WHERE (s.marker, s.mount_point) IS DISTINCT FROM (excluded.marker, excluded.mount_point)`,
    [pathToBytes(root), marker, mountPoint],
  );
}
