import { isSecretName } from '../model/credentials.ts';
import { digestOf } from '../util/digest.ts';
import type { Hop } from './wire.ts';

/** Eight hex digits that stand for the key a request is sent with, from which it cannot be read; empty without one. */
export function ownerOf(hop: Hop): string {
  const secrets = [...Object.values(hop.secretQuery)];
  for (const [name, value] of Object.entries(hop.headers)) if (isSecretName(name)) secrets.push(value);
  if (secrets.length === 0) return '';
  return digestOf(secrets.sort().join('\n'), 8);
}

/** What a limit counts by: the host, and the key it is asked with. */
export function bucketOf(hop: Hop): string {
  const owner = ownerOf(hop);
  return owner === '' ? hop.url.host : `${hop.url.host}#${owner}`;
}
