import { RevengeError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { PROVIDERS } from '../providers/list.ts';

const KNOWN: readonly string[] = PROVIDERS.map(({ id }) => id).sort();

/** @throws RevengeError `USAGE` at a name that no provider has, with the nearest one. */
export function checkProviders(names: readonly string[], besides: readonly string[] = []): void {
  const known = [...KNOWN, ...besides];
  for (const name of names) {
    if (known.includes(name.toLowerCase())) continue;
    const near = nearest(name, known);
    throw new RevengeError('USAGE', `there is no provider "${name}"`, {
      hint: near === undefined ? `Providers: ${known.join(', ')}.` : `Did you mean ${near}?`,
    });
  }
}
