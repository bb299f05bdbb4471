import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { json, redirect } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, okOf, server } from './tools.ts';

const SECRETS = {
  secretQuery: { api_key: 'secret-key' },
  headers: { Authorization: 'Bearer secret-token', 'X-Api-Key': 'secret-header', 'Accept-Language': 'de' },
};

describe('redirects', () => {
  it('stay with the host: secrets and headers go along, and the address is the last one', async () => {
    const { origin, requests } = await server({
      '/a': redirect('/b?x=1', 301),
      '/b': redirect('/c', 308),
      '/c': json({}),
    });
    const body = okOf(await gateway().bytes({ provider: 'tmdb', url: `${origin}/a`, ...SECRETS }, idle));
    expect(body.url).toBe(`${origin}/c`);
    for (const request of requests) {
      expect(request.query.api_key).toBe('secret-key');
      expect(request.headers.authorization).toBe('Bearer secret-token');
      expect(request.headers['x-api-key']).toBe('secret-header');
    }
  });

  it('to another host take no secret with them', async () => {
    const other = await server({ '*': json({ there: true }) });
    const { origin } = await server({ '/a': redirect(`${other.origin.replace('//', '//u:p@')}/b`, 307) });
    const request = { provider: 'tmdb', url: `${origin.replace('//', '//me:pass-word@')}/a`, ...SECRETS };
    okOf(await gateway().json(request, anything, idle));
    const [sent] = other.requests;
    expect(sent?.url).toBe('/b');
    expect(sent?.headers).not.toHaveProperty('authorization');
    expect(sent?.headers).not.toHaveProperty('x-api-key');
    expect(sent?.headers['accept-language']).toBe('de');
    expect(sent?.headers['user-agent']).toContain('revenge-test');
  });

  it('turn a POST into a GET where the status says so, and never carry a body to another host', async () => {
    const other = await server({ '*': json({}) });
    const { origin, requests } = await server({
      '/see': redirect('/there', 303),
      '/keep': redirect('/there', 307),
      '/away': redirect(`${other.origin}/x`, 307),
      '/there': json({}),
    });
    const http = gateway();
    const post = (path: string) => http.json({ provider: 'tmdb', url: origin + path, json: { a: 1 } }, anything, idle);
    okOf(await post('/see'));
    okOf(await post('/keep'));
    expect(requests.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([
      'POST /see {"a":1}',
      'GET /there ',
      'POST /keep {"a":1}',
      'POST /there {"a":1}',
    ]);
    expect(errorOf(await post('/away')).message).toContain('what was sent to another host');
    expect(other.requests).toEqual([]);
  });

  it('are followed five times', async () => {
    const { origin, requests } = await server((request, response) => {
      const step = Number(request.path.slice(1));
      (step === 0 ? json({}) : redirect(`/${step - 1}`))(request, response);
    });
    const http = gateway();
    okOf(await http.json({ provider: 'tmdb', url: `${origin}/5` }, anything, idle));
    expect(requests.length).toBe(6);
    const error = errorOf(await http.json({ provider: 'tmdb', url: `${origin}/6` }, anything, idle));
    expect([error.code, error.context.status]).toEqual(['HTTP_STATUS', 302]);
  });

  it.each(['127.0.0.1', 'localhost', '2130706433', '[::1]', '[::ffff:127.0.0.1]', '192.168.1.1', 'nas.local'])(
    'never lead from a public host to %s',
    async (target) => {
      const inside = await server({ '*': json({ inside: true }) });
      const port = new URL(inside.origin).port;
      const { origin } = await server({ '*': redirect(`http://${target}:${port}/admin`) });
      const http = gateway({ originOverrides: { 'https://public.example': origin } });
      const error = errorOf(await http.json({ provider: 'tmdb', url: 'https://public.example/' }, anything, idle));
      expect([error.code, error.message]).toEqual(['HTTP_STATUS', expect.stringContaining('to the private address')]);
      expect(inside.requests).toEqual([]);
    },
  );

  it('never lead from a public host to a name of a private address', async () => {
    const inside = await server({ '*': json({ inside: true }) });
    const port = new URL(inside.origin).port;
    const { origin } = await server({ '*': redirect(`http://${hostname()}:${port}/admin`) });
    const http = gateway({ originOverrides: { 'https://public.example': origin }, tmdb: { retries: 0 } });
    const error = errorOf(await http.json({ provider: 'tmdb', url: 'https://public.example/' }, anything, idle));
    expect(error.code).toBe('HTTP_NETWORK');
    expect(inside.requests).toEqual([]);
  });

  it('lead on from one public host to another', async () => {
    const archive = await server({ '*': json({ art: true }) });
    const { origin } = await server({ '*': redirect('https://archive.example/x', 307) });
    const http = gateway({
      originOverrides: { 'https://public.example': origin, 'https://archive.example': archive.origin },
    });
    const body = okOf(await http.json({ provider: 'tmdb', url: 'https://public.example/' }, anything, idle));
    expect(body.data).toEqual({ art: true });
  });
});
