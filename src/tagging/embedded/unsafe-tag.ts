/** Thrown where a tag cannot be changed without a risk for the file. The message says what was found, without the file. */
export class UnsafeTag extends Error {
  override readonly name = 'UnsafeTag';
}

/**
 * Refuses to go on unless a condition is met.
 *
 * @throws UnsafeTag
 */
export function ensure(condition: boolean, why: string): asserts condition {
  if (!condition) throw new UnsafeTag(why);
}
