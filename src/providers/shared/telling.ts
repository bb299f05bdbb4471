import { z } from 'zod';
import type { ProviderId } from '../../model/ids.ts';
import { noting } from './tolerant.ts';
import { unreadable } from './unreadable.ts';
import type { WarningCollector } from './warning.ts';

/** After so many warnings no more help: the answers are of another kind altogether. */
const TOLD_AT_MOST = 20;
const HINT = 'All others are used. If it stays so, report it with what the source answers.';

/** A schema that tells of what it leaves out. */
export type Telling = <S extends z.ZodType>(schema: S) => z.ZodType<z.output<S>>;

/**
 * Makes schemas tell which elements of named lists (`list`, `requiredList`) they leave out, each once a run. `source`: what
 * the source is called by its user.
 */
export function telling(provider: ProviderId, warn: WarningCollector, source: string = provider): Telling {
  const told = new Set<string>();
  return (schema) =>
    z.unknown().transform((value, context) => {
      const { result, lost } = noting(() => schema.safeParse(value));
      if (!result.success) {
        for (const { path, message } of result.error.issues) {
          context.issues.push({ code: 'custom', input: value, path, message });
        }
        return z.NEVER;
      }
      for (const each of lost) {
        const warning = unreadable(provider, source, each, HINT);
        if (told.size >= TOLD_AT_MOST || told.has(warning.message)) continue;
        told.add(warning.message);
        warn(warning);
      }
      return result.data;
    });
}
