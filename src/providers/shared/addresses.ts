/**
 * The base of an API: the configured address, with the API's own path after it unless it is already there. Without a
 * slash at the end.
 */
export function apiBase(configured: string, path: string): string {
  const base = configured.replace(/\/+$/, '');
  return base.toLowerCase().endsWith(path) ? base : base + path;
}

/** A query string, `?` included; members without a value are left out. */
export function query(members: Readonly<Record<string, string | number | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
