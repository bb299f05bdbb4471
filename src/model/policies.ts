import { RevengeError } from './errors.ts';
import type { Resolve } from './resolved.ts';

/** Names the rules by which one of several values is picked. Plain text, so that a save is data and can be sent or replayed. */
export type PolicyName = string;

const policies = new Map<PolicyName, Resolve>();

/** Gives a policy its name; `reconcile/policies.ts` defines those of the program. */
export function definePolicy(name: PolicyName, resolve: Resolve): PolicyName {
  policies.set(name, resolve);
  return name;
}

/** The rules of this name. Throws `INTERNAL` if no code of this process has defined them. */
export function resolveBy(name: PolicyName): Resolve {
  const resolve = policies.get(name);
  if (resolve !== undefined) return resolve;
  throw new RevengeError('INTERNAL', `No policy is called "${name}"`, { hint: 'This is a defect; please report it.' });
}
