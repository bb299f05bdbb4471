/** Why a TLS connection was not made, and what to do. */
export interface TlsFailure {
  readonly words: string;
  readonly hint: string;
}

const UNKNOWN_AUTHORITY: TlsFailure = {
  words: 'failed: the certificate of the server is signed by an authority that is not known here',
  hint: 'Name the certificate of that authority (PEM) in `network.caFile`.',
};
const SELF_SIGNED: TlsFailure = {
  words: 'failed: the certificate of the server is signed by itself',
  hint: 'Name the certificate (PEM) in `network.caFile`.',
};
const OLD_PROTOCOL: TlsFailure = {
  words: 'failed: the server speaks only a TLS version that is too old',
  hint: 'Update the server, or the proxy in front of it: TLS 1.2 or later is needed.',
};
const NO_TLS: TlsFailure = {
  words: 'failed: the server does not speak TLS at this port',
  hint: 'Does the service listen for http:// there, instead of https://?',
};
const CLOCK = 'Renew the certificate of the server, and check that the clock of this machine is right.';

const BY_CODE: ReadonlyMap<string, TlsFailure> = new Map([
  ['CERT_HAS_EXPIRED', { words: 'failed: the certificate of the server has expired', hint: CLOCK }],
  ['CERT_NOT_YET_VALID', { words: 'failed: the certificate of the server is not valid yet', hint: CLOCK }],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    {
      words: 'failed: the certificate of the server is for other host names',
      hint: 'Use a name in the address that the certificate is for, or give the server a certificate for this name.',
    },
  ],
  [
    'CERT_REVOKED',
    { words: 'failed: the certificate of the server was revoked', hint: 'Give the server a new certificate.' },
  ],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', SELF_SIGNED],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_GET_ISSUER_CERT', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNKNOWN_AUTHORITY],
  ['CERT_UNTRUSTED', UNKNOWN_AUTHORITY],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', OLD_PROTOCOL],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', OLD_PROTOCOL],
  ['ERR_SSL_VERSION_TOO_LOW', OLD_PROTOCOL],
  ['ERR_SSL_WRONG_VERSION_NUMBER', NO_TLS],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', NO_TLS],
  [
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    {
      words: 'failed: the server asks for a certificate of the client, which the program has not',
      hint: 'Reach the service at an address that needs no client certificate.',
    },
  ],
]);

/** Words of OpenSSL's messages, for errors to which Node gives the code EPROTO or none. */
const BY_MESSAGE: readonly (readonly [RegExp, TlsFailure])[] = [
  [/unsupported protocol|alert protocol version|version too low/i, OLD_PROTOCOL],
  [/wrong version number|packet length too long|http request/i, NO_TLS],
];

const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** The failure that a code of Node's TLS stands for; undefined for codes of anything else. `detail` is fit to be shown. */
export function tlsFailure(code: string, detail: string): TlsFailure | undefined {
  if (!TLS_CODE.test(code)) return undefined;
  const known = BY_CODE.get(code) ?? BY_MESSAGE.find(([pattern]) => pattern.test(detail))?.[1];
  if (known === undefined) {
    return {
      words: `failed: no TLS connection could be made: ${detail}`,
      hint: 'Check the certificate of the server; an authority of your own is named in `network.caFile`.',
    };
  }
  if (code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return known;
  const names = /altnames: (.+)$/i.exec(detail)?.[1];
  return names === undefined ? known : { ...known, words: `${known.words} (${names})` };
}
