/** In the name of a file: its disk does not answer. */
export const HUNG = 'hung';

/** `open` of `node:fs/promises` on such a disk: a mount that hangs cannot be had in a test. */
export function hungOpen<A extends readonly unknown[], R>(
  open: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return (...args) => (String(args[0]).includes(`/${HUNG}-`) ? new Promise<never>(() => undefined) : open(...args));
}
