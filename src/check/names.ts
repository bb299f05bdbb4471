/** A path in a library, or a group by its path: `Movies/Heat (1995)`. */
export function nameIn(library: string, path: string): string {
  return `${library}/${path}`;
}
