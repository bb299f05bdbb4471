/**
 * One object of what several sources say of the same thing: the first that has a member gives it. Same: its id or, where
 * one of them has none, its name whatever the case. What is no object, or of another thing, is left out.
 */
export function join(values: readonly unknown[]): unknown {
  const [first, ...others] = values;
  if (!isNamed(first)) return first;
  let joined: Named = first;
  for (const other of others) if (isNamed(other) && isSame(joined, other)) joined = { ...other, ...joined };
  return joined;
}

interface Named {
  readonly name: string;
  readonly tmdbId?: unknown;
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function isSame(one: Named, other: Named): boolean {
  if (one.tmdbId !== undefined && other.tmdbId !== undefined) return one.tmdbId === other.tmdbId;
  return one.name.normalize('NFC').toLowerCase() === other.name.normalize('NFC').toLowerCase();
}
