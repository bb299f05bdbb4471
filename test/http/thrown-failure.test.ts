import { describe, expect, it } from 'vitest';
import { createFailures } from '../../src/http/failures.ts';
import { createSecrets } from '../../src/http/secrets.ts';
import { thrownFailure } from '../../src/http/thrown-failure.ts';
import { providerLimits } from '../../src/providers/limits.ts';
import { makeHop } from './tools.ts';

const secrets = createSecrets();
secrets.learn('the-secret-key');
const failures = createFailures(secrets);
const hop = makeHop({ url: new URL('https://example.org/a'), timeoutMs: 1000, maxBytes: 1 });

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

  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'an authority that is not known', '`network.caFile`'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'an authority that is not known', '`network.caFile`'],
    ['CERT_HAS_EXPIRED', 'has expired', 'clock of this machine'],
    ['CERT_NOT_YET_VALID', 'is not valid yet', 'clock of this machine'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'for other host names', 'a name in the address'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'a TLS version that is too old', 'TLS 1.2'],
    ['EPROTO', 'no TLS connection could be made', '`network.caFile`'],
  ])('%s will be the same next time, and names the cause', (code, words, hint) => {
    const failure = failureOf(code);
    expect([failure.end, failure.error.code]).toEqual(['final', 'HTTP_NETWORK']);
    expect(failure.error.message).toContain(words);
    expect(failure.error.hint).toContain(hint);
  });

  it('names no setting that there is not', () => {
    const code = 'ECONNREFUSED';
    const of = (provider: string) => {
      const limits = providerLimits.get(provider) ?? { ...hop.limits, provider };
      return thrownFailure({ ...hop, provider, limits }, Object.assign(new Error(), { code }), failures, 0).error.hint;
    };
    expect(of('radarr')).toContain('`sources.radarr[].url`');
    expect(of('pictures')).toBe('Is the service running?');
  });

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
