import { z } from 'zod';
import { cache } from '../cache/tools.ts';
import { gateway, idle, quickClock } from './tools.ts';

export const movie = z.object({ title: z.string() });

/** A gateway with a cache, both on one clock that passes by itself. */
export async function cached(options: Parameters<typeof gateway>[0] = {}, settings: Parameters<typeof cache>[0] = {}) {
  const clock = quickClock(Date.now());
  const memory = await cache(settings, clock.now);
  const http = gateway({ clock, memory: async () => memory, ...options });
  const ask = (url: string, kind: 'work' | 'search' | 'list' = 'search') =>
    http.json({ provider: 'tmdb', url, cache: kind }, movie, idle);
  return { clock, memory, http, ask };
}
