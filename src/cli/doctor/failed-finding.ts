import type { RevengeError } from '../../model/errors.ts';
import type { Finding } from './check.ts';

/** The finding of an error. */
export function failedFinding(part: Finding['part'], { message, hint }: RevengeError): Finding {
  return { part, well: false, text: message, ...(hint === undefined ? {} : { hint }) };
}
