/** The code of an error of Node or of a driver (`ENOENT`, `ERR_DLOPEN_FAILED`, `57P01` …); `undefined` where it has none. */
export function errorCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Whether a path, or a folder above it, does not exist: `ENOENT` or `ENOTDIR`. */
export function isAbsence(thrown: unknown): boolean {
  const code = errorCode(thrown);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
