import { describe, expect, it } from 'vitest';
import type { RetryNotice } from '../../src/http/gateway.ts';
import type { ProviderHealth } from '../../src/http/port.ts';
import { hang, json, redirect, reset, status, tooMany } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, okOf, quickClock, server } from './tools.ts';

describe('retries', () => {
  it('asks again after failures until an answer comes, and tells of it', async () => {
    const { origin, requests } = await server({ '/x': [status(500), reset(), json({ done: true })] });
    const clock = quickClock();
    const notices: RetryNotice[] = [];
    const healths: ProviderHealth[] = [];
    const http = gateway({
      clock,
      onRetry: (notice) => notices.push(notice),
      onHealth: (health) => healths.push(health),
    });
    const request = { provider: 'tmdb', url: `${origin}/x`, secretQuery: { api_key: 'secret-key' } };
    expect(okOf(await http.json(request, anything, idle)).data).toEqual({ done: true });
    expect(clock.slept).toEqual([500, 1000]);
    expect(notices).toEqual([
      { provider: 'tmdb', method: 'GET', url: `${origin}/x`, attempt: 1, delayMs: 500, reason: 'status 500' },
      { provider: 'tmdb', method: 'GET', url: `${origin}/x`, attempt: 2, delayMs: 1000, reason: 'network' },
    ]);
    expect(requests.map((each) => each.query.api_key)).toEqual(['secret-key', 'secret-key', 'secret-key']);
    expect(healths).toEqual([expect.objectContaining({ requests: 3, retries: 2, failures: 0 })]);
    expect(http.liveRequests).toBe(3);
  });

  it('never sends a POST twice', async () => {
    const { origin, requests } = await server({ '*': status(503) });
    const answer = await gateway().json({ provider: 'tmdb', url: origin, form: { a: '1 2' } }, anything, idle);
    expect(errorOf(answer).code).toBe('HTTP_STATUS');
    expect(requests.map(({ method, body }) => [method, body])).toEqual([['POST', 'a=1+2']]);
  });

  it('sends a POST that only asks again, as it does a GET', async () => {
    const { origin, requests } = await server({ '*': [status(500), json({ data: 1 })] });
    const request = { provider: 'tmdb', url: origin, json: { query: '{ a }' }, idempotent: true };
    expect(okOf(await gateway({ clock: quickClock() }).json(request, anything, idle)).data).toEqual({ data: 1 });
    expect(requests.map(({ method, body }) => [method, body])).toEqual(Array(2).fill(['POST', '{"query":"{ a }"}']));
  });

  it('tries a timeout once more only', async () => {
    const { origin, requests } = await server({ '*': hang() });
    const http = gateway({ clock: quickClock(), tmdb: { retries: 4 } });
    const answer = await http.json({ provider: 'tmdb', url: origin, timeoutMs: 1000 }, anything, idle);
    expect(errorOf(answer).code).toBe('HTTP_TIMEOUT');
    expect(requests.length).toBe(2);
  });

  it('leaves the whole host alone for as long as it asks', async () => {
    const { origin, requests } = await server({ '/a': [tooMany('7'), json({})], '/b': json({}) });
    const clock = quickClock();
    const begin = clock.now();
    const http = gateway({ clock, tmdb: { concurrency: 1 } });
    const first = http.json({ provider: 'tmdb', url: `${origin}/a` }, anything, idle);
    const second = http.json({ provider: 'tmdb', url: `${origin}/b` }, anything, idle);
    expect([(await first).status, (await second).status]).toEqual(['ok', 'ok']);
    expect(requests.map((each) => each.url).sort()).toEqual(['/a', '/a', '/b']);
    expect(requests[0]?.url).toBe('/a');
    expect(clock.now() - begin).toBeGreaterThanOrEqual(7000);
  });

  it('reads Retry-After as a date', async () => {
    const clock = quickClock();
    const { origin } = await server({
      '*': [status(503, { 'retry-after': new Date(clock.now() + 20_000).toUTCString() }), json({})],
    });
    okOf(await gateway({ clock }).json({ provider: 'tmdb', url: origin }, anything, idle));
    expect(clock.slept).toEqual([20_000]);
  });

  it('does not wait for hours, and does not ask again meanwhile', async () => {
    const { origin, requests } = await server({ '*': [tooMany('7200'), json({})] });
    const clock = quickClock();
    const http = gateway({ clock });
    const ask = () => http.json({ provider: 'tmdb', url: origin }, anything, idle);
    expect(errorOf(await ask()).code).toBe('HTTP_RATE_LIMITED');
    const second = errorOf(await ask());
    expect([second.code, second.message]).toEqual(['HTTP_RATE_LIMITED', expect.stringContaining('120 more min')]);
    expect([requests.length, http.liveRequests, clock.slept]).toEqual([1, 1, []]);
    clock.skip(7_200_000);
    okOf(await ask());
  });

  it('answers at once for a host that keeps failing, and lets one probe through after 30 s', async () => {
    const answers = Array.from({ length: 6 }, () => status(500));
    const { origin, requests } = await server({ '*': [...answers, json({})] });
    const clock = quickClock();
    const http = gateway({ clock, tmdb: { retries: 0 } });
    const ask = () => http.json({ provider: 'tmdb', url: `${origin}/x` }, anything, idle);
    for (let time = 0; time < 5; time++) expect(errorOf(await ask()).code).toBe('HTTP_STATUS');
    const refused = errorOf(await ask());
    expect(refused.code).toBe('HTTP_NETWORK');
    expect(refused.message).toMatch(/was not sent: .* failed 5 times in a row; it is asked again in 30 s$/);
    expect(requests.length).toBe(5);

    clock.skip(30_000);
    const probes = await Promise.all([ask(), ask()]);
    expect(probes.map((answer) => errorOf(answer).code)).toEqual(['HTTP_STATUS', 'HTTP_NETWORK']);
    expect(requests.length).toBe(6);

    clock.skip(30_000);
    okOf(await ask());
    okOf(await ask());
    expect(requests.length).toBe(8);
  });

  it('an aborted probe leaves the door open for the next', async () => {
    const answers = Array.from({ length: 5 }, () => status(500));
    const { origin } = await server({ '*': [...answers, hang(), json({})] });
    const clock = quickClock();
    const http = gateway({ clock, tmdb: { retries: 0 } });
    const ask = (signal = idle) => http.json({ provider: 'tmdb', url: `${origin}/x` }, anything, signal);
    for (let time = 0; time < 5; time++) await ask();
    clock.skip(30_000);
    await expect(ask(AbortSignal.timeout(100))).rejects.toMatchObject({ name: 'AbortError' });
    okOf(await ask());
  });

  it('gives redirects their share of one time limit', async () => {
    const { origin, requests } = await server({
      '/a': (_request, response) => void setTimeout(() => response.writeHead(302, { location: '/b' }).end(), 600),
      '/b': hang(),
      '/c': redirect('/d'),
      '/d': json({}),
    });
    const http = gateway({ tmdb: { retries: 0 } });
    const late = await http.json({ provider: 'tmdb', url: `${origin}/a`, timeoutMs: 2000 }, anything, idle);
    const error = errorOf(late);
    expect([error.code, error.context.url]).toEqual(['HTTP_TIMEOUT', `${origin}/b`]);
    expect(Number(/within (\d+) ms/.exec(error.message)?.[1])).toBeLessThan(1450);
    okOf(await http.json({ provider: 'tmdb', url: `${origin}/c` }, anything, idle));
    expect(requests.length).toBe(4);
  });
});
