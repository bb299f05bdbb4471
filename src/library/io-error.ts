import { getSystemErrorMap } from 'node:util';
import { errorCode } from '../util/error-code.ts';

/** Why a path could not be read: the errno code and its plain meaning, without the path. */
export interface IoFailure {
  readonly code: string;
  readonly message: string;
}

const MEANINGS: ReadonlyMap<string, string> = new Map(getSystemErrorMap().values());

/** An error of the file system as a value. What is no such error is a defect and is thrown on. */
export function ioFailure(error: unknown): IoFailure {
  const code = errorCode(error);
  if (code === undefined) throw error;
  return { code, message: MEANINGS.get(code) ?? (error instanceof Error ? error.message : code) };
}
