import type { CacheQuestion } from '../cache/port.ts';

/** A refresh: cached answers from before it began are asked for again, once. */
export interface Renewal {
  /** Milliseconds since 1970 from which a cached answer counts; undefined: as its times say. */
  notBefore(question: CacheQuestion): number | undefined;
  /** The question has been asked since. */
  done(question: CacheQuestion): void;
}

/** Pictures are never renewed: another picture has another address. Without `since`, nothing is. */
export function createRenewal(since: Date | undefined): Renewal {
  const asked = new Set<string>();
  return {
    notBefore({ key, kind }) {
      return since === undefined || kind === 'picture' || asked.has(key) ? undefined : since.getTime();
    },
    done({ key }) {
      if (since !== undefined) asked.add(key);
    },
  };
}
