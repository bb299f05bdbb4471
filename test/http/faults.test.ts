import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  bytes,
  cutOff,
  endless,
  gzipBomb,
  gzipJson,
  halfJson,
  hang,
  html,
  json,
  redirect,
  reset,
  slowLoris,
  startServer,
  status,
  tooMany,
} from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, okOf, quickClock, server } from './tools.ts';

const movie = z.object({ results: z.array(z.object({ title: z.string() })) });

describe('what a server can answer', () => {
  it('reads JSON in the terms of the schema, with time and digest', async () => {
    const { origin, requests } = await server({ '/movie?a=1': json({ results: [{ title: 'Up' }] }) });
    const clock = quickClock();
    const http = gateway({ clock });
    const body = okOf(await http.json({ provider: 'tmdb', url: `${origin}/movie?a=1` }, movie, idle));
    expect(body.data).toEqual({ results: [{ title: 'Up' }] });
    expect(body.fetchedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(body.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(requests[0]?.headers['user-agent']).toBe('revenge-test/1.0 ( https://example.org )');
    expect(requests[0]?.headers.accept).toBe('application/json');
    expect(http.liveRequests).toBe(1);
    expect(http.health()).toEqual([
      {
        provider: 'tmdb',
        requests: 1,
        replayed: 0,
        retries: 0,
        waits: 0,
        waitedMs: 0,
        hits: { memory: 0, redis: 0, local: 0 },
        revalidated: 0,
        stale: 0,
        failures: 0,
        notFound: 0,
        latencyMs: 0,
      },
    ]);
  });

  it('reads packed JSON and JSON behind a byte-order mark', async () => {
    const { origin } = await server({
      '/packed': gzipJson({ a: 1 }),
      '/bom': bytes('\ufeff{"a":1}', 'application/json'),
    });
    const http = gateway();
    for (const path of ['/packed', '/bom']) {
      const body = okOf(await http.json({ provider: 'tmdb', url: origin + path }, anything, idle));
      expect(body.data).toEqual({ a: 1 });
    }
  });

  it('gives bytes as they are', async () => {
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x80]);
    const { origin } = await server({ '/p.jpg': bytes(picture, 'image/jpeg') });
    const body = okOf(await gateway().bytes({ provider: 'tmdb', url: `${origin}/p.jpg` }, idle));
    expect(body.bytes.equals(picture)).toBe(true);
    expect(body.contentType).toBe('image/jpeg');
    expect(body.url).toBe(`${origin}/p.jpg`);
  });

  it('tells apart what is not there and what could not be asked', async () => {
    const { origin } = await server({
      '/gone': status(410),
      '/auth': status(401),
      '/forbidden': status(403),
      '/odd': status(422),
    });
    const http = gateway();
    const ask = (path: string, notFoundStatuses: number[] = []) =>
      http.json({ provider: 'tmdb', url: origin + path, notFoundStatuses }, anything, idle);
    expect(await ask('/nowhere')).toEqual({ status: 'not-found' });
    expect(await ask('/gone', [410])).toEqual({ status: 'not-found' });
    for (const path of ['/auth', '/forbidden']) {
      const error = errorOf(await ask(path));
      expect(error.code).toBe('HTTP_AUTH');
      expect(error.hint).toContain('key of this service under `sources.tmdb`');
    }
    const odd = errorOf(await ask('/odd'));
    expect(odd.code).toBe('HTTP_STATUS');
    expect(odd.message).toBe(`tmdb: GET ${origin}/odd answered 422: status 422`);
    expect(odd.context).toEqual({ provider: 'tmdb', method: 'GET', url: `${origin}/odd`, status: 422 });
    expect(http.health()[0]).toMatchObject({ notFound: 2, failures: 3, lastError: odd.message });
  });

  it.each([
    ['a web page', html(), 'HTTP_NOT_JSON', 'a web page instead of JSON'],
    ['half JSON', halfJson(), 'HTTP_NOT_JSON', 'ends after 33 bytes'],
    ['nothing with 200', bytes('', 'application/json'), 'HTTP_NOT_JSON', 'nothing instead of JSON'],
    ['an endless body', endless(), 'HTTP_TOO_LARGE', 'more than 100000 bytes'],
    ['a gzip bomb', gzipBomb(50_000_000), 'HTTP_TOO_LARGE', 'more than 100000 bytes'],
    ['other JSON', json({ results: [{ title: 'a' }, { title: 7 }] }), 'HTTP_SCHEMA', 'results[1].title'],
    ['JSON of another kind', json([]), 'HTTP_SCHEMA', '(top)'],
    ['silence', hang(), 'HTTP_TIMEOUT', 'within 300 ms'],
    ['drop by drop', slowLoris(), 'HTTP_TIMEOUT', 'within 300 ms'],
    ['a reset', reset(), 'HTTP_NETWORK', 'broken off'],
    ['a body that is cut off', cutOff(), 'HTTP_NETWORK', 'failed'],
    ['500', status(500), 'HTTP_STATUS', 'answered 500'],
    ['429', tooMany(), 'HTTP_RATE_LIMITED', 'answered 429'],
    ['a redirect loop', redirect('/x'), 'HTTP_STATUS', 'redirects more than 5 times'],
    ['a redirect to nowhere', redirect('http://['), 'HTTP_STATUS', 'what is no address'],
    ['a redirect to a file', redirect('file:///etc/passwd'), 'HTTP_STATUS', 'a file: address'],
    [
      'a broken gzip body',
      bytes('no gzip', 'application/json', { headers: { 'content-encoding': 'gzip' } }),
      'HTTP_NETWORK',
      'failed',
    ],
  ])('%s is an answer of its own, not an exception', async (_name, handler, code, words) => {
    const { origin } = await server({ '/x': handler });
    // Whoever answers is waited for, however busy the machine is.
    const timeoutMs = code === 'HTTP_TIMEOUT' ? 300 : 60_000;
    const http = gateway({ tmdb: { retries: 0, timeoutMs } });
    const error = errorOf(
      await http.json({ provider: 'tmdb', url: `${origin}/x?q=1`, secretQuery: { api_key: 'sssecret' } }, movie, idle),
    );
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
    expect(error.message).toContain(`tmdb: GET ${origin}/x`);
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('sssecret');
  });

  it.each([
    ['an Arr', { message: 'NotFound', description: 'stack' }, 'NotFound'],
    ['TMDb', { status_message: 'Invalid id', status_code: 6 }, 'Invalid id'],
    ['MusicBrainz', { error: 'Invalid mbid.', help: '…' }, 'Invalid mbid.'],
    ['AcoustID', { status: 'error', error: { code: 4, message: 'invalid \u001b[31m key' } }, 'invalid \\x1b[31m key'],
    ['a talker', { message: 'x'.repeat(5000) }, `${'x'.repeat(200)}…`],
  ])('passes on what %s says is wrong', async (_name, body, said) => {
    const { origin } = await server({ '*': json(body, { status: 400 }) });
    const error = errorOf(await gateway().json({ provider: 'tmdb', url: origin }, anything, idle));
    expect(error.message).toBe(`tmdb: GET ${origin}/ answered 400: ${said}`);
  });

  it('takes JSON that is too deep for JSON that cannot be read', async () => {
    const deep = '['.repeat(40_000) + ']'.repeat(40_000);
    const { origin } = await server({ '*': bytes(deep, 'application/json') });
    const error = errorOf(await gateway().json({ provider: 'tmdb', url: origin }, anything, idle));
    expect(error.code).toBe('HTTP_NOT_JSON');
  });

  it('sends the user of an address as authorization, even one that is badly written', async () => {
    const { origin, requests } = await server({ '*': json({}) });
    const http = gateway();
    for (const user of ['me:p%40ss', '%zz:100%']) {
      okOf(await http.json({ provider: 'tmdb', url: origin.replace('//', `//${user}@`) }, anything, idle));
    }
    const pairs = requests.map((each) => Buffer.from(each.headers.authorization?.slice(6) ?? '', 'base64').toString());
    expect(pairs).toEqual(['me:p@ss', '%zz:100%']);
  });

  it('says so when nobody listens, and when the name is unknown', async () => {
    const gone = await startServer({});
    await gone.close();
    const http = gateway({ tmdb: { retries: 0 } });
    const refused = errorOf(await http.json({ provider: 'tmdb', url: `${gone.origin}/` }, anything, idle));
    expect([refused.code, refused.context.cause]).toEqual(['HTTP_NETWORK', 'ECONNREFUSED']);
    expect(refused.hint).toContain('`sources.tmdb.url`');
    const invalid = errorOf(await http.json({ provider: 'tmdb', url: 'ftp://x/' }, anything, idle));
    expect(invalid.code).toBe('HTTP_NETWORK');
    expect(invalid.message).toContain('no web address');
  });

  it('takes a key that cannot stand in a header for a failure', async () => {
    const { origin } = await server({});
    const request = { provider: 'tmdb', url: origin, headers: { 'X-Api-Key': 'two\nlines' } };
    const error = errorOf(await gateway().json(request, anything, idle));
    expect(error.code).toBe('HTTP_NETWORK');
    expect(error.message).not.toContain('lines');
  });

  it('takes a schema that throws for a schema that does not fit', async () => {
    const { origin } = await server(json({}));
    const throwing = z.unknown().transform(() => {
      throw new Error('no such enum');
    });
    const error = errorOf(await gateway().json({ provider: 'tmdb', url: origin }, throwing, idle));
    expect(error.code).toBe('HTTP_SCHEMA');
    expect(error.message).toContain('no such enum');
  });
});
