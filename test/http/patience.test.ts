import { describe, expect, it } from 'vitest';
import { prepareHop } from '../../src/http/prepare.ts';
import { createSecrets } from '../../src/http/secrets.ts';
import { RevengeError } from '../../src/model/errors.ts';
import { bytes, html, json, tooMany } from '../support/http-server.ts';
import { anything, errorOf, gateway, idle, limits, quickClock, server } from './tools.ts';

describe('an endless Retry-After', () => {
  it('is waited for up to a budget per run, then the source counts as not to be asked', async () => {
    const web = await server(tooMany('30'));
    const clock = quickClock();
    const began = clock.now();
    const http = gateway({ clock, pauseBudget: 100 });
    for (let work = 0; work < 50; work++) {
      const answer = await http.json({ provider: 'tmdb', url: `${web.origin}/${work}` }, anything, idle);
      expect(errorOf(answer).code).toBe('HTTP_RATE_LIMITED');
    }
    expect(clock.now() - began).toBeLessThanOrEqual(100_000 + 30_000 + 1_000);
    expect(web.requests.length).toBeLessThan(10);
  });

  it('is no budget of others, and what answers in the end is used', async () => {
    const busy = await server(tooMany('30'));
    const well = await server({ '/a': [tooMany('2'), json({ fine: true })] });
    const http = gateway({ clock: quickClock(), pauseBudget: 10 });
    await http.json({ provider: 'tmdb', url: `${busy.origin}/a` }, anything, idle);
    expect((await http.json({ provider: 'tmdb', url: `${well.origin}/a` }, anything, idle)).status).toBe('ok');
  });
});

describe('a web page under 200', () => {
  it('is asked for again, and taken where the answer comes then', async () => {
    const web = await server({ '/a': [html(), json({ fine: true })] });
    const http = gateway({ clock: quickClock() });
    expect((await http.json({ provider: 'tmdb', url: `${web.origin}/a` }, anything, idle)).status).toBe('ok');
    expect(web.requests).toHaveLength(2);
  });

  it('that stays is no answer, and is not kept for one', async () => {
    const web = await server(html());
    const http = gateway({ clock: quickClock() });
    expect(errorOf(await http.json({ provider: 'tmdb', url: `${web.origin}/a` }, anything, idle)).code).toBe(
      'HTTP_NOT_JSON',
    );
    expect(web.requests).toHaveLength(2);
  });

  it('in place of a picture says nothing of the picture', async () => {
    const web = await server({ '/page': html(), '/picture': bytes('<svg>', 'image/jpeg') });
    const http = gateway({ clock: quickClock() });
    const ask = (path: string) => http.bytes({ provider: 'tmdb', url: `${web.origin}${path}` }, idle);
    expect(errorOf(await ask('/page')).code).toBe('HTTP_STATUS');
    expect((await ask('/picture')).status).toBe('ok');
  });
});

describe('the configured pace', () => {
  const public1 = limits({ concurrency: 1, intervalMs: 1000, publicHost: 'musicbrainz.org' });
  const paced = (url: string, pace: { rate?: number; concurrency?: number }, of: 'limits' | 'request' = 'limits') => {
    const stated = of === 'limits' ? { ...public1, pace } : public1;
    const request = { provider: 'tmdb', url, ...(of === 'request' ? { pace } : {}) };
    const hop = prepareHop(request, stated, '*/*', createSecrets());
    if (hop instanceof RevengeError) throw hop;
    const { intervalMs, concurrency } = hop.limits;
    return { intervalMs, concurrency };
  };

  it('is that of a server of one’s own', () => {
    expect(paced('http://nas:5000/ws/2', { rate: 50, concurrency: 8 })).toEqual({ intervalMs: 20, concurrency: 8 });
    expect(paced('http://nas:5000/ws/2', { concurrency: 8 })).toEqual({ intervalMs: 1000, concurrency: 8 });
    expect(paced('http://nas:5000', { rate: 4 }, 'request')).toEqual({ intervalMs: 250, concurrency: 1 });
  });

  it('never asks the public service faster than it wants, only slower', () => {
    const own = { intervalMs: 1000, concurrency: 1 };
    expect(paced('https://musicbrainz.org/ws/2', { rate: 50, concurrency: 8 })).toEqual(own);
    expect(paced('https://beta.musicbrainz.org/ws/2', { rate: 50, concurrency: 8 })).toEqual(own);
    expect(paced('https://musicbrainz.org/ws/2', { rate: 0.5 })).toEqual({ ...own, intervalMs: 2000 });
  });
});
