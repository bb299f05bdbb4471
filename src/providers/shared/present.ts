type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * The members that say something: without `undefined` and without empty lists, because a value is only ever replaced by
 * a value.
 */
export function present<T extends object>(members: T): Present<T> {
  const out: Present<T> = {};
  let name: keyof T;
  for (name in members) {
    const value = members[name];
    if (isPresent(value) && !(Array.isArray(value) && value.length === 0)) out[name] = value;
  }
  return out;
}

function isPresent<V>(value: V): value is Exclude<V, undefined> {
  return value !== undefined;
}
