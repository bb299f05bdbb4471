import { isPage } from './page.ts';
import type { HopAnswer, HopResult } from './wire.ts';

/** How one attempt ended. `page`: a web page came in place of JSON. `final`: a retry would end the same way. */
export type AttemptEnd =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly kind: 'network' | 'timeout' | 'page' | 'final' };

/** How an attempt with this result ended. */
export function endOf(result: HopResult): AttemptEnd {
  if (result.kind === 'failure') return { kind: result.end };
  if (isPageForJson(result)) return { kind: 'page' };
  return { kind: 'status', status: result.status, retryAfter: result.headers['retry-after'] };
}

/** Log-in pages of networks and proxies answer a web page with status 200 to every request. */
function isPageForJson(answer: HopAnswer): boolean {
  const { status, hop } = answer;
  return status >= 200 && status < 300 && hop.headers.accept === 'application/json' && isPage(answer);
}
