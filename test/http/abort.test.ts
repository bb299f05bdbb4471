import { describe, expect, it } from 'vitest';
import { abortable } from '../../src/util/abort.ts';
import { systemClock } from '../../src/util/clock.ts';
import { endless, hang, json, slowLoris, status, tooMany } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, server, temporaryDirectory } from './tools.ts';

const ABORTED = { name: 'AbortError' };

describe('an aborted signal', () => {
  it.each([
    ['nothing comes', hang()],
    ['a body drips', slowLoris()],
    ['a body does not end', endless()],
    ['the host wants a pause', tooMany('30')],
    ['a retry is waited for', status(503, { 'retry-after': '30' })],
  ])('ends the request while %s', async (_name, handler) => {
    const abort = new AbortController();
    const { origin } = await server({
      '*': (request, response) => {
        setTimeout(() => abort.abort(), 30);
        return handler(request, response);
      },
    });
    const http = gateway({ tmdb: { timeoutMs: 60_000, maxBytes: 1e12 } });
    await expect(http.json({ provider: 'tmdb', url: origin }, anything, abort.signal)).rejects.toMatchObject(ABORTED);
    expect(http.health()[0]).toMatchObject({ failures: 0 });
  });

  it('ends a request that waits for its turn, and lets the others go on', async () => {
    let finish = (): void => {};
    const { origin, requests } = await server({
      '/first': (request, response) => {
        finish = () => void json({})(request, response);
      },
      '*': json({}),
    });
    const http = gateway({ tmdb: { concurrency: 1 } });
    const first = http.json({ provider: 'tmdb', url: `${origin}/first` }, anything, idle);
    await expect.poll(() => requests.length).toBe(1);
    const abort = new AbortController();
    const second = http.json({ provider: 'tmdb', url: `${origin}/second` }, anything, abort.signal);
    const third = http.json({ provider: 'tmdb', url: `${origin}/third` }, anything, idle);
    abort.abort(new Error('a reason of its own'));
    await expect(second).rejects.toMatchObject(ABORTED);
    finish();
    expect([(await first).status, (await third).status]).toEqual(['ok', 'ok']);
    expect(requests.map((each) => each.url)).toEqual(['/first', '/third']);
  });

  it('is seen before anything is done, in every mode', async () => {
    const dir = await temporaryDirectory();
    const aborted = AbortSignal.abort();
    for (const mode of [{ kind: 'live' }, { kind: 'replay', dir }, { kind: 'offline' }] as const) {
      const http = gateway({ mode });
      await expect(http.bytes({ provider: 'tmdb', url: 'http://127.0.0.1:1/' }, aborted)).rejects.toMatchObject(
        ABORTED,
      );
      expect(http.liveRequests).toBe(0);
    }
  });

  it('ends waiting on the clock of the machine', async () => {
    await systemClock.sleep(1, idle);
    await expect(systemClock.sleep(60_000, AbortSignal.timeout(20))).rejects.toMatchObject(ABORTED);
    await expect(systemClock.sleep(60_000, AbortSignal.abort())).rejects.toMatchObject(ABORTED);
    await expect(abortable(new Promise(() => {}), AbortSignal.abort())).rejects.toMatchObject(ABORTED);
  });
});

describe('closing', () => {
  it('breaks what is under way and sends nothing afterwards', async () => {
    const { origin, requests } = await server({ '*': hang() });
    const http = gateway({ tmdb: { retries: 0, timeoutMs: 60_000 } });
    const open = http.json({ provider: 'tmdb', url: origin }, anything, idle);
    await expect.poll(() => requests.length).toBe(1);
    await http.close();
    const broken = errorOf(await open);
    expect([broken.code, broken.message]).toEqual(['HTTP_NETWORK', expect.stringContaining('closed')]);
    const later = errorOf(await http.json({ provider: 'tmdb', url: origin }, anything, idle));
    expect(later.message).toContain('the gateway is closed');
    expect(requests.length).toBe(1);
  });
});
