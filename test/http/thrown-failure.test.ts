import { describe, expect, it } from 'vitest';
import { createFailures } from '../../src/http/failures.ts';
import { createSecrets } from '../../src/http/secrets.ts';
import { thrownFailure } from '../../src/http/thrown-failure.ts';
import type { Hop } from '../../src/http/wire.ts';
import { limits } from './tools.ts';

const secrets = createSecrets();
secrets.learn('the-secret-key');
const failures = createFailures(secrets);
const hop: Hop = {
  provider: 'tmdb',
  method: 'GET',
  idempotent: true,
  url: new URL('https://example.org/a'),
  secretQuery: {},
  headers: {},
  timeoutMs: 1000,
  maxBytes: 1,
  publicOnly: false,
  limits: limits(),
};

function failureOf(code: string, message = '') {
  return thrownFailure(hop, Object.assign(new Error(message), { code }), failures, 7);
}

describe('thrownFailure', () => {
  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EWHATEVER',
  ])('%s may be better next time', (code) => {
    const failure = failureOf(code);
    expect([failure.end, failure.error.code, failure.error.context.cause]).toEqual(['network', 'HTTP_NETWORK', code]);
    expect(failure.error.hint).toContain('`sources.tmdb.url`');
  });

  it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'])(
    '%s will be the same next time, and has a hint of its own',
    (code) => {
      const failure = failureOf(code);
      expect([failure.end, failure.error.code]).toEqual(['final', 'HTTP_NETWORK']);
      expect(failure.error.hint).toContain('NODE_EXTRA_CA_CERTS');
    },
  );

  it.each(['EPRIVATE', 'Z_DATA_ERROR', 'ERR_INVALID_CHAR', 'HPE_INVALID_CONSTANT'])(
    '%s will be the same next time',
    (code) => {
      expect(failureOf(code).end).toBe('final');
    },
  );

  it('keeps neither secrets nor the thrown thing', () => {
    const failure = failureOf('EODD', 'no way to ?x=the-secret-key');
    expect(failure.error.message).toBe('tmdb: GET https://example.org/a failed: no way to ?x=[removed]');
    expect(failure.error.cause).toBeUndefined();
    expect(failure.tookMs).toBe(7);
    expect(thrownFailure(hop, 'a string', failures, 0).error.message).toContain('failed: a string');
  });
});
