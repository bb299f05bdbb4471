import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expired, selfSigned } from '../support/certificates.ts';
import { anything, errorOf, gateway, idle, temporaryDirectory } from './tools.ts';

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const answer = (_request: unknown, response: { end(text: string): void }) => response.end('{}');
const tls = (options: ServerOptions) => listen(createTlsServer(options, answer));

async function failureAt(url: string, ca: readonly string[] = []) {
  return errorOf(await gateway({ ca, tmdb: { retries: 0 } }).json({ provider: 'tmdb', url }, anything, idle));
}

describe('a TLS connection that fails names the cause', () => {
  it('an authority that is not known, and the setting for it', async () => {
    const port = await tls(selfSigned(await temporaryDirectory(), ['127.0.0.1']));
    const error = await failureAt(`https://127.0.0.1:${port}/`);
    expect(error.message).toContain('the certificate of the server is signed by itself');
    expect(error.hint).toContain('`network.caFile`');
  });

  it('an expired certificate', async () => {
    const certificate = expired(await temporaryDirectory());
    const error = await failureAt(`https://127.0.0.1:${await tls(certificate)}/`, [certificate.cert]);
    expect(error.message).toContain('the certificate of the server has expired');
    expect(error.hint).toContain('clock');
  });

  it('a certificate for another host', async () => {
    const certificate = selfSigned(await temporaryDirectory(), ['radarr.example.org']);
    const error = await failureAt(`https://127.0.0.1:${await tls(certificate)}/`, [certificate.cert]);
    expect(error.message).toContain('is for other host names');
  });

  it('a protocol that is too old', async () => {
    const certificate = selfSigned(await temporaryDirectory(), ['127.0.0.1']);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const error = await failureAt(`https://127.0.0.1:${await tls({ ...certificate, ...old })}/`, [certificate.cert]);
    expect(error.message).toContain('a TLS version that is too old');
  });

  it('a server without TLS', async () => {
    const error = await failureAt(`https://127.0.0.1:${await listen(createServer(answer))}/`);
    expect(error.message).toContain('does not speak TLS at this port');
    expect(error.hint).toContain('http://');
  });
});
