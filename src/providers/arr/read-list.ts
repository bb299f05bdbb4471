import type { z } from 'zod';
import type { ProviderId } from '../../model/ids.ts';
import { printable } from '../../model/text.ts';
import { digestOf } from '../shared/digest.ts';
import type { SourceWarning, WarningCollector } from '../shared/warning.ts';
import type { ArrConfig } from './config.ts';

/** An element of a list answer with the digest of what it was read from. */
export type Digested<T> = T & { readonly digest: string };

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
  const good: Digested<T>[] = [];
  elements.forEach((element, index) => {
    const result = schema.safeParse(element);
    if (result.success) good.push({ ...result.data, digest: digestOf(element) });
    else
      context.warn(unreadable(context.provider, context.config, context.what, { index, element, error: result.error }));
  });
  return good;
}

function unreadable(
  provider: ProviderId,
  config: ArrConfig,
  what: string,
  bad: { readonly index: number; readonly element: unknown; readonly error: z.ZodError },
): SourceWarning {
  const title = titleOf(bad.element);
  const name = title === undefined ? `number ${bad.index + 1} of the list` : `“${title}”`;
  const problems = bad.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  const instance = config.name ?? provider;
  return {
    code: `${provider}.unreadable-${what}`,
    message: `${instance}: the ${what} ${name} could not be read (${problems.join('; ')})`,
    hint: `All others are used. Refresh it in ${instance}; if that does not help, report it with its entry.`,
  };
}

function titleOf(element: unknown): string | undefined {
  if (typeof element !== 'object' || element === null || !('title' in element)) return undefined;
  return typeof element.title === 'string' && element.title !== '' ? printable(element.title).slice(0, 80) : undefined;
}
