import { wordTable } from '../model/word-table.ts';
import { errorCode } from '../util/error-code.ts';
import type { Failures } from './failures.ts';
import { PRIVATE_ADDRESS } from './private-address.ts';
import { addressHint } from './settings.ts';
import { tlsFailure } from './tls-failure.ts';
import type { Hop, HopFailure } from './wire.ts';

/** What went wrong on the way, by the code of the thrown error: words for a person. */
const WORDS: ReadonlyMap<string, string> = wordTable({
  ENOTFOUND: 'failed: the host name is not known',
  EAI_AGAIN: 'failed: the host name could not be looked up',
  ECONNREFUSED: 'failed: the connection was refused',
  ECONNRESET: 'failed: the connection was broken off',
  EPIPE: 'failed: the connection was broken off',
  EHOSTUNREACH: 'failed: there is no way to the host',
  ENETUNREACH: 'failed: there is no way to the network',
});
const BODY_CODE = /^(?:Z_|ERR__?BROTLI|ERR_BROTLI|ERR_BUFFER_TOO_LARGE|ERR_ZSTD|HPE_)/;
/** The request itself cannot be sent: a line end in a key, say. */
const REQUEST_CODE = /^ERR_(?:INVALID_|HTTP_|UNESCAPED_)/;

/**
 * A failure from what got threw. Its error is not kept as a cause: it carries the options of the request, and with
 * them the secrets.
 */
export function thrownFailure(hop: Hop, thrown: unknown, failures: Failures, tookMs: number): HopFailure {
  const { name, code, message } = traits(thrown);
  if (name === 'TimeoutError') {
    const what = `was not answered within ${hop.timeoutMs} ms`;
    const hint = 'The service may be slow or down; the next run asks again.';
    return failures.failure(hop, 'timeout', failures.error(hop, 'HTTP_TIMEOUT', what, { hint }), tookMs);
  }
  if (code === PRIVATE_ADDRESS) {
    const what = 'was refused: the address is a private one, and a file or a public server named it';
    const error = failures.error(hop, 'HTTP_NETWORK', what, { context: { isPrivate: true } });
    return failures.failure(hop, 'final', error, tookMs);
  }
  const detail = failures.foreign(message);
  const tls = tlsFailure(code, detail);
  const words = tls?.words ?? WORDS.get(code) ?? `failed: ${detail}`;
  const context = code === '' ? {} : { cause: code };
  const running = 'Is the service running';
  const hint = tls?.hint ?? addressHint(hop.limits, (key) => `${running}, and is ${key} right?`, `${running}?`);
  const error = failures.error(hop, 'HTTP_NETWORK', words, { hint, context });
  const final = tls !== undefined || [BODY_CODE, REQUEST_CODE].some((pattern) => pattern.test(code));
  return failures.failure(hop, final ? 'final' : 'network', error, tookMs);
}

function traits(thrown: unknown): { name: string; code: string; message: string } {
  if (!(thrown instanceof Error)) return { name: '', code: '', message: String(thrown) };
  const code = errorCode(thrown) ?? '';
  return { name: thrown.name, code, message: thrown.message };
}
