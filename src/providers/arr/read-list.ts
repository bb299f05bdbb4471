import type { z } from 'zod';
import type { ProviderId } from '../../model/ids.ts';
import { digestOfJson } from '../../util/digest.ts';
import { noting } from '../shared/tolerant.ts';
import { nameOf, unreadable } from '../shared/unreadable.ts';
import type { WarningCollector } from '../shared/warning.ts';
import type { ArrConfig } from './config.ts';

/** An element of a list answer with the digest of what it was read from. */
export type Digested<T> = T & { readonly digest: string };

/** Implausible values of one list that are reported. */
const TOLD_AT_MOST = 10;

/**
 * Reads the elements of a list one by one, so that a bad one among hundreds costs itself only: it is told to `warn` and
 * left out.
 */
export function readList<T extends object>(
  elements: readonly unknown[],
  schema: z.ZodType<T>,
  context: {
    readonly provider: ProviderId;
    readonly config: ArrConfig;
    /** `movie`, `series`, `episode` */
    readonly what: string;
    readonly warn: WarningCollector;
  },
): Digested<T>[] {
  const { provider, config, what } = context;
  const instance = config.name ?? provider;
  const hint = `All others are used. Refresh it in ${instance}; if that does not help, report it with its entry.`;
  const good: Digested<T>[] = [];
  let told = 0;
  elements.forEach((element, index) => {
    const { result, lost } = noting(() => schema.safeParse(element));
    for (const each of lost) {
      if (each.value === undefined || told >= TOLD_AT_MOST) continue;
      told += 1;
      context.warn(unreadable(provider, `${instance}, ${nameOf(element) ?? what}`, each, hint));
    }
    if (result.success) good.push({ ...result.data, digest: digestOfJson(element) });
    else context.warn(unreadable(provider, instance, { what, index, element, error: result.error }, hint));
  });
  return good;
}

/** The elements with different ids. One that is listed twice is one; where the entries differ, that is reported. */
export function distinctElements<T extends object>(
  elements: readonly Digested<T>[],
  { provider, config, what, warn }: Parameters<typeof readList>[2],
): Digested<T>[] {
  const byId = new Map<unknown, string>();
  return elements.filter((element) => {
    const id = 'id' in element ? element.id : undefined;
    const before = id === undefined ? undefined : byId.get(id);
    if (before === undefined) {
      byId.set(id, element.digest);
      return true;
    }
    const name = config.name ?? provider;
    if (before !== element.digest) {
      warn({
        code: `${provider}.listed-twice`,
        message: `${name}: the ${what} with the id ${String(id)} is listed twice, and the entries differ; the first is taken`,
        hint: `Refresh it in ${name}; if that does not help, report it.`,
      });
    }
    return false;
  });
}
