/** A table written as `key:NAME key:NAME`; keys with spaces are divided by `|`. */
export function tableOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(text.includes('|') ? '|' : ' ');
  return new Map(
    pairs.map((pair) => {
      const at = pair.lastIndexOf(':');
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
}
