import { RevengeError } from '../../model/errors.ts';
import type { FsPath } from '../../model/files.ts';
import { errorCode } from '../../util/error-code.ts';
import type { FileState, WriteFileSystem } from './write-file-system.ts';

export type Ownership = Pick<FileState, 'mode' | 'uid' | 'gid'>;

/** Mode and owner as they were. Only root may give a file away; anybody else keeps it under their own name. */
export async function keepOwnership(
  files: WriteFileSystem,
  path: FsPath,
  { mode, uid, gid }: Ownership,
): Promise<void> {
  await files.setOwner(path, uid, gid).catch((error: unknown) => {
    if (errorCode(error) !== 'EPERM') throw error;
  });
  await files.setMode(path, mode);
}

/** The error of a file that is not what the plan or the journal says. */
export function conflict(path: FsPath, why: string): RevengeError {
  return new RevengeError('WRITE_CONFLICT', `${path} is not written: ${why}`, {
    hint: 'Run the command again to plan with the file as it is now.',
    context: { path },
  });
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EROFS', 'the file system is mounted read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENAMETOOLONG', 'the name is too long for this file system'],
]);

/** The error of a write that the system refused. */
export function failed(path: FsPath, cause: unknown): RevengeError {
  const code = errorCode(cause) ?? '';
  const why = REASONS.get(code) ?? (cause instanceof Error ? cause.message : String(cause));
  return new RevengeError('WRITE_FAILED', `${path} could not be written: ${why}`, {
    cause,
    hint: 'The file is as it was. Remove the cause, then run the command again.',
    context: { path },
  });
}
