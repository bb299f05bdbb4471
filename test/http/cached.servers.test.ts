import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { cache } from '../cache/tools.ts';
import { json, status } from '../support/http-server.ts';
import { ownPrefix, redisUrl } from '../support/services.ts';
import { cached, movie } from './cached-gateway.ts';
import { gateway, idle, okOf, quickClock, server } from './tools.ts';

describe('the gateway with a cache in Redis', () => {
  it('leaves no key of a request in what is kept', async () => {
    const { origin } = await server({ '/m': json({ title: 'Up' }) });
    const { http, memory } = await cached({}, { redis: redisUrl(), prefix: ownPrefix() });
    const request = {
      provider: 'tmdb',
      url: `${origin}/m`,
      headers: { Authorization: 'Bearer SECRET-token' },
      secretQuery: { api_key: 'SECRET-query' },
    };
    okOf(await http.json(request, movie, idle));
    const client = new Redis(redisUrl());
    const keys = await client.keys(`${memory.settings.prefix}*`);
    const values = await Promise.all(keys.filter((key) => key.includes(':v1:')).map((key) => client.getBuffer(key)));
    client.disconnect();
    expect(values.length).toBe(1);
    for (const text of [...keys, ...values.map(String)]) expect(text).not.toContain('SECRET');
  });

  it('is kept together over Redis: a pause that one process is told, the other keeps too', async () => {
    const { origin } = await server({ '/m': [status(429, { 'retry-after': '40' })], '*': json({ title: 'Up' }) });
    const shared = { redis: redisUrl(), prefix: ownPrefix() };
    const [a, b] = await Promise.all(
      [0, 1].map(async () => {
        const memory = await cache(shared);
        const clock = quickClock();
        return { clock, http: gateway({ clock, memory: async () => memory, tmdb: { intervalMs: 10, retries: 0 } }) };
      }),
    );
    await a?.http.json({ provider: 'tmdb', url: `${origin}/m` }, movie, idle);
    await expect
      .poll(async () => {
        okOf(
          (await b?.http.json({ provider: 'tmdb', url: `${origin}/x${Math.random()}` }, movie, idle)) ?? {
            status: 'not-found',
          },
        );
        return Math.max(...(b?.clock.slept ?? [0]));
      })
      .toBeGreaterThan(30_000);
  });
});
