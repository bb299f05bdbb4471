import { describe, expect, it } from 'vitest';
import { createHostLimiter } from '../../src/http/host-limiter.ts';
import { systemClock } from '../../src/util/clock.ts';
import { json } from '../support/http-server.ts';
import { anything, gateway, idle, limits, okOf, quickClock, server } from './tools.ts';

describe('the limit of a host', () => {
  it('keeps to the concurrency of the provider', async () => {
    const slow = await server((request, response) => void setTimeout(() => json({})(request, response), 60));
    const http = gateway({ tmdb: { concurrency: 2 } });
    const urls = Array.from({ length: 9 }, (_, index) => `${slow.origin}/${index}`);
    const answers = await Promise.all(urls.map((url) => http.json({ provider: 'tmdb', url }, anything, idle)));
    expect(answers.every((answer) => answer.status === 'ok')).toBe(true);
    expect([slow.requests.length, slow.peak]).toEqual([9, 2]);
  });

  it('serves in the order of asking', async () => {
    const limiter = createHostLimiter(systemClock);
    const served: number[] = [];
    const pace = { concurrency: 1, intervalMs: 0 };
    const turns = [0, 1, 2, 3, 4].map((turn) => limiter.run('h', pace, idle, async () => void served.push(turn)));
    await Promise.all(turns);
    expect(served).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps the interval between starts and counts the waiting', async () => {
    const { origin } = await server({ '*': json({}) });
    const clock = quickClock();
    const http = gateway({ clock, tmdb: { intervalMs: 1000, concurrency: 1 } });
    for (let time = 0; time < 4; time++) okOf(await http.json({ provider: 'tmdb', url: origin }, anything, idle));
    expect(clock.slept).toEqual([1000, 1000, 1000]);
    expect(http.health()[0]?.waitedMs).toBe(3000);
  });

  it('limits each host by itself, and a provider without limits by gentle ones', async () => {
    const one = await server({ '*': json({}) });
    const two = await server({ '*': json({}) });
    const clock = quickClock();
    const http = gateway({ clock, limits: new Map([['tmdb', limits({ intervalMs: 1000 })]]) });
    okOf(await http.json({ provider: 'tmdb', url: one.origin }, anything, idle));
    okOf(await http.json({ provider: 'tmdb', url: two.origin }, anything, idle));
    expect(clock.slept).toEqual([]);
    const three = await server((request, response) => void setTimeout(() => json({})(request, response), 60));
    const asked = Array.from({ length: 9 }, () => http.json({ provider: 'other', url: three.origin }, anything, idle));
    await Promise.all(asked);
    expect(three.peak).toBe(4);
  });

  it('takes the stricter pace where two providers share a host', async () => {
    const clock = quickClock();
    const limiter = createHostLimiter(clock);
    const starts: number[] = [];
    const begin = clock.now();
    const task = async () => void starts.push(clock.now() - begin);
    await limiter.run('h', { concurrency: 4, intervalMs: 0 }, idle, task);
    await limiter.run('h', { concurrency: 1, intervalMs: 500 }, idle, task);
    await limiter.run('h', { concurrency: 4, intervalMs: 0 }, idle, task);
    expect(starts).toEqual([0, 0, 500]);
  });

  it('waits on where a pause comes while a request waits for its turn', async () => {
    const clock = quickClock();
    const begin = clock.now();
    let paused = false;
    const limiter = createHostLimiter({
      ...clock,
      async sleep(ms, signal) {
        if (!paused) limiter.slow('h', 5000);
        paused = true;
        await clock.sleep(ms, signal);
      },
    });
    const pace = { concurrency: 1, intervalMs: 1000 };
    await limiter.run('h', pace, idle, async () => {});
    const turn = await limiter.run('h', pace, idle, async () => clock.now() - begin);
    expect(turn).toEqual({ kind: 'done', value: 5000, waitedMs: 5000 });
  });

  it('frees the slot of a task that fails and of one that is aborted', async () => {
    const limiter = createHostLimiter(systemClock);
    const pace = { concurrency: 1, intervalMs: 0 };
    await expect(limiter.run('h', pace, idle, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    let finish = (): void => {};
    const first = limiter.run('h', pace, idle, () => new Promise<void>((resolve) => (finish = resolve)));
    const abort = new AbortController();
    const second = limiter.run('h', pace, abort.signal, async () => 'second');
    const third = limiter.run('h', pace, idle, async () => 'third');
    abort.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    finish();
    await first;
    expect(await third).toMatchObject({ kind: 'done', value: 'third' });
    await expect(limiter.run('h', pace, abort.signal, async () => 1)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
