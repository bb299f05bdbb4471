/**
 * A table that is looked up by text from files, providers or people. An object would answer `constructor` or `__proto__`
 * with what every object inherits; a map holds only the words that were put in.
 */
export function wordTable<T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(words));
}

/** The member that an object of other words has itself; `undefined` for what it only inherits. */
export function ownValue<T>(members: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
