import type { CacheEntry } from './port.ts';

/** Looks keys up, those that are asked for at the same time together. */
export type Lookup = (key: string) => Promise<CacheEntry | undefined>;

/** Gathers the keys that are asked for in one turn of the event loop and gets them at once, at most so many. */
export function batchLookups(
  getMany: (keys: readonly string[]) => Promise<(CacheEntry | undefined)[]>,
  atMost = 100,
): Lookup {
  let waiting: { readonly key: string; readonly resolve: (entry: CacheEntry | undefined) => void }[] = [];

  function flush(): void {
    const all = waiting;
    waiting = [];
    for (let start = 0; start < all.length; start += atMost) {
      const batch = all.slice(start, start + atMost);
      // A tier never throws; should it do so all the same, nothing is known.
      getMany(batch.map(({ key }) => key)).then(
        (entries) => {
          for (const [index, { resolve }] of batch.entries()) resolve(entries[index]);
        },
        () => {
          for (const { resolve } of batch) resolve(undefined);
        },
      );
    }
  }

  return (key) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ key, resolve });
    });
}
