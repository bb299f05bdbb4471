import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bytes, halfJson, html, json, reset, status, tooMany } from '../support/http-server.ts';
import { cached, movie } from './cached-gateway.ts';
import { errorOf, gateway, idle, okOf, quickClock, server } from './tools.ts';

const DAY = 86_400_000;

describe('the gateway with a cache', () => {
  it('asks once; the same answer, time and digest come from memory, and from the next process', async () => {
    const { origin, requests } = await server({ '/m': json({ title: 'Up' }) });
    const first = await cached();
    const answers = [await first.ask(`${origin}/m`), await first.ask(`${origin}/m`)];
    await first.http.close();
    const second = await cached({}, { file: first.memory.settings.file });
    answers.push(await second.ask(`${origin}/m`));
    expect(new Set(answers.map((answer) => JSON.stringify(okOf(answer)))).size).toBe(1);
    expect(requests.length).toBe(1);
    expect(first.http.health()).toMatchObject([{ requests: 1, hits: { memory: 1, redis: 0, local: 0 } }]);
    expect(second.http.health()).toMatchObject([{ requests: 0, hits: { memory: 0, redis: 0, local: 1 } }]);
  });

  it('keeps the answer to a POST by what was sent, and gives what is only half of one without keeping it', async () => {
    const { origin, requests } = await server({ '/q': json({ title: 'Up' }) });
    const { http } = await cached();
    const ask = (query: string, keep: boolean) =>
      http.json({ provider: 'tmdb', url: `${origin}/q`, json: { query }, cache: 'search' }, movie, idle, () => keep);
    for (const query of ['whole', 'whole', 'another']) okOf(await ask(query, true));
    expect(requests.map(({ body }) => body)).toEqual(['{"query":"whole"}', '{"query":"another"}']);
    for (let turn = 0; turn < 2; turn++) expect(okOf(await ask('half', false)).data).toEqual({ title: 'Up' });
    expect(requests).toHaveLength(4);
  });

  it('asks on condition when an answer is old, and counts 304', async () => {
    const { origin, requests } = await server({
      '/m': (request, response) => {
        const known = request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] !== undefined;
        const headers = { etag: '"1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' };
        if (known) response.writeHead(304, headers).end();
        else json({ title: 'Up' }, { headers })(request, response);
      },
    });
    const { ask, clock, http } = await cached();
    const before = okOf(await ask(`${origin}/m`));
    clock.skip(2 * DAY);
    expect(okOf(await ask(`${origin}/m`))).toEqual(before);
    expect(okOf(await ask(`${origin}/m`))).toEqual(before);
    expect(requests.length).toBe(2);
    expect(http.health()).toMatchObject([{ requests: 2, revalidated: 1, hits: { memory: 1 }, failures: 0 }]);
  });

  it('asks about what was kept before a refresh began, on condition, and once', async () => {
    const { origin, requests } = await server({
      '/m': (request, response) => {
        if (request.headers['if-none-match'] === '"1"') response.writeHead(304, { etag: '"1"' }).end();
        else json({ title: 'Up' }, { headers: { etag: '"1"' } })(request, response);
      },
      '/new': [json({ title: 'Before' }), json({ title: 'After' })],
    });
    const first = await cached();
    for (const path of ['/m', '/new']) okOf(await first.ask(`${origin}${path}`, 'work'));
    await first.http.close();
    const renewSince = new Date(first.clock.now() + 1000);
    const { ask, http, clock } = await cached({ renewSince }, { file: first.memory.settings.file });
    clock.skip(5000);
    for (let turn = 0; turn < 3; turn++) {
      expect(okOf(await ask(`${origin}/m`, 'work')).data).toEqual({ title: 'Up' });
      expect(okOf(await ask(`${origin}/new`, 'work')).data).toEqual({ title: 'After' });
    }
    expect(requests.map(({ path }) => path).sort()).toEqual(['/m', '/m', '/new', '/new']);
    expect(http.health()).toMatchObject([{ requests: 2, revalidated: 1 }]);
  });

  it('keeps what is not there for a while, and what the service forbids to keep not at all', async () => {
    const { origin, requests } = await server({
      '/none': status(404),
      '/secret': json({ title: 'Up' }, { headers: { 'cache-control': 'no-store' } }),
    });
    const { ask, http } = await cached();
    for (let turn = 0; turn < 2; turn++) expect((await ask(`${origin}/none`)).status).toBe('not-found');
    for (let turn = 0; turn < 2; turn++) okOf(await ask(`${origin}/secret`));
    expect(requests.map(({ path }) => path)).toEqual(['/none', '/secret', '/secret']);
    expect(http.health()).toMatchObject([{ notFound: 2, hits: { memory: 1 } }]);
  });

  it.each([
    ['a storm of 429', tooMany()],
    ['503 with a wait of an hour', status(503, { 'retry-after': '3600' })],
    ['503 without', status(503)],
    ['500', status(500)],
    ['a web page with 200', html()],
    ['half a JSON', halfJson()],
    ['another shape', json({ name: 'Up' })],
    ['a broken connection', reset()],
  ])('gives the old answer on a day of %s, and says so', async (_what, bad) => {
    const { origin } = await server({ '/m': [json({ title: 'Up' }), bad] });
    const { ask, clock, http } = await cached();
    const before = okOf(await ask(`${origin}/m`));
    clock.skip(2 * DAY);
    expect(okOf(await ask(`${origin}/m`))).toEqual(before);
    const [health] = http.health();
    expect(health).toMatchObject({ stale: 1, failures: 0 });
    expect(health?.lastError).toMatch(/^tmdb: GET /);
  });

  it('does not hide a wrong key behind an old answer', async () => {
    const { origin } = await server({ '/m': [json({ title: 'Up' }), status(401)] });
    const { ask, clock } = await cached();
    okOf(await ask(`${origin}/m`));
    clock.skip(2 * DAY);
    expect(errorOf(await ask(`${origin}/m`)).code).toBe('HTTP_AUTH');
  });

  it('never keeps what it cannot read', async () => {
    const { origin, requests } = await server({
      '/m': [html(), html(), halfJson(), json({ name: 1 }), json({ title: 'Up' })],
    });
    const { ask } = await cached();
    for (const code of ['HTTP_NOT_JSON', 'HTTP_NOT_JSON', 'HTTP_SCHEMA']) {
      expect(errorOf(await ask(`${origin}/m`)).code).toBe(code);
    }
    okOf(await ask(`${origin}/m`));
    okOf(await ask(`${origin}/m`));
    expect(requests.length).toBe(5);
  });

  it('drops a kept answer that does not fit what is asked for, and asks again', async () => {
    const { origin, requests } = await server({ '/m': json({ title: 'Up' }) });
    const { ask, http } = await cached();
    const poison = await http.json({ provider: 'tmdb', url: `${origin}/m`, cache: 'search' }, z.unknown(), idle);
    okOf(poison);
    // As if an older version had kept another shape: what is kept no longer fits.
    const strict = z.object({ title: z.string(), year: z.number() });
    const answer = await http.json({ provider: 'tmdb', url: `${origin}/m`, cache: 'search' }, strict, idle);
    expect(errorOf(answer).code).toBe('HTTP_SCHEMA');
    expect(requests.length).toBe(2);
    okOf(await ask(`${origin}/m`));
  });

  it('keeps pictures, and the lists of two Arr services at one address apart by their keys', async () => {
    const { origin, requests } = await server({
      '/p.jpg': bytes(Buffer.from([0xff, 0xd8, 0x00]), 'image/jpeg'),
      '/list': (request, response) => json({ title: String(request.headers['x-api-key']) })(request, response),
    });
    const { http } = await cached();
    for (let turn = 0; turn < 2; turn++) {
      const picture = okOf(await http.bytes({ provider: 'tmdb', url: `${origin}/p.jpg` }, idle));
      expect([picture.bytes, picture.contentType, picture.url]).toEqual([
        Buffer.from([0xff, 0xd8, 0x00]),
        'image/jpeg',
        `${origin}/p.jpg`,
      ]);
    }
    const list = async (key: string) =>
      okOf(
        await http.json(
          { provider: 'radarr', url: `${origin}/list`, headers: { 'X-Api-Key': key }, cache: 'list' },
          movie,
          idle,
        ),
      ).data.title;
    expect([await list('key-of-a'), await list('key-of-b'), await list('key-of-a')]).toEqual([
      'key-of-a',
      'key-of-b',
      'key-of-a',
    ]);
    expect(requests.length).toBe(3);
  });

  it('answers offline from what is kept, however old', async () => {
    const { origin } = await server({ '/m': json({ title: 'Up' }) });
    const first = await cached();
    okOf(await first.ask(`${origin}/m`));
    await first.http.close();
    const second = await cached({ mode: { kind: 'offline' } }, { file: first.memory.settings.file });
    second.clock.skip(20 * DAY);
    expect(okOf(await second.ask(`${origin}/m`)).data.title).toBe('Up');
    expect(errorOf(await second.ask(`${origin}/other`)).code).toBe('OFFLINE');
  });

  it('does without a cache that cannot be opened at all', async () => {
    const { origin } = await server({ '/m': json({ title: 'Up' }) });
    const { ask, memory } = await cached({}, { redis: 'redis://127.0.0.1:1', file: '/dev/null/x' });
    okOf(await ask(`${origin}/m`));
    expect(okOf(await ask(`${origin}/m`)).data.title).toBe('Up');
    expect(memory.troubles.map(({ code }) => code).sort()).toEqual(['CACHE_LOCAL', 'CACHE_REDIS']);
  });
});

describe('the pace', () => {
  it('is slower for a while after a service said that it is asked too often, and recovers', async () => {
    const { origin } = await server({ '/m': [status(429, { 'retry-after': '1' }), json({ title: 'Up' })] });
    const clock = quickClock();
    const http = gateway({ clock, tmdb: { intervalMs: 100, concurrency: 1 } });
    const ask = () => http.json({ provider: 'tmdb', url: `${origin}/m` }, movie, idle);
    okOf(await ask());
    const waits: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const before = clock.now();
      okOf(await ask());
      waits.push(clock.now() - before);
    }
    for (const wait of waits) expect(wait).toBeGreaterThan(150);
    clock.skip(10 * 60_000);
    okOf(await ask());
    const before = clock.now();
    okOf(await ask());
    expect(clock.now() - before).toBeLessThanOrEqual(100);
  });

  it('keeps to a ration a day and says until when', async () => {
    const { origin, requests } = await server({ '*': json({ title: 'Up' }) });
    const clock = quickClock(Date.parse('2026-01-01T23:00:00Z'));
    const http = gateway({ clock, tmdb: { perDay: 3 } });
    const ask = (name: string) => http.json({ provider: 'tmdb', url: `${origin}/${name}` }, movie, idle);
    for (const name of ['a', 'b', 'c']) okOf(await ask(name));
    expect(errorOf(await ask('d')).message).toContain('60 more min');
    clock.skip(61 * 60_000);
    okOf(await ask('e'));
    expect(requests.length).toBe(4);
  });

  it('does not stand still when the clock is set back', async () => {
    const { origin } = await server({ '*': json({ title: 'Up' }) });
    const wall = quickClock();
    let ticks = 0;
    const clock = {
      now: wall.now,
      ticks: () => ticks,
      sleep: async (ms: number) => {
        ticks += ms;
      },
    };
    const http = gateway({ clock, tmdb: { intervalMs: 1000, concurrency: 1 } });
    const ask = (name: string) => http.json({ provider: 'tmdb', url: `${origin}/${name}` }, movie, idle);
    okOf(await ask('a'));
    wall.skip(-24 * 3_600_000);
    okOf(await ask('b'));
    expect(ticks).toBeLessThanOrEqual(1000);
  });
});
