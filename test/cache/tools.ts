import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cacheKey } from '../../src/cache/key.ts';
import { type CacheSettings, type CacheTrouble, type OpenCache, openCache } from '../../src/cache/open.ts';
import type { AnswerCache, CacheAnswer, CacheKind, CacheQuestion, KeptAnswer, Load } from '../../src/cache/port.ts';
import { RevengeError } from '../../src/model/errors.ts';

export const idle = new AbortController().signal;
setMaxListeners(0, idle);

export async function temporaryDirectory(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'revenge-cache-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

export interface TestCache extends OpenCache {
  readonly troubles: CacheTrouble[];
  readonly settings: CacheSettings;
}

/** A cache that is closed when the test ends. In a Redis that others use it takes `ownPrefix()`. */
export async function cache(changed: Partial<CacheSettings> = {}, now?: () => number): Promise<TestCache> {
  const troubles: CacheTrouble[] = [];
  const settings = {
    prefix: `revenge_test_${randomUUID()}:`,
    memoryBytes: 10_000_000,
    file: join(await temporaryDirectory(), 'cache.sqlite'),
    fileBytes: 10_000_000,
    ...changed,
  };
  const opened = await openCache(settings, (trouble) => troubles.push(trouble), now);
  onTestFinished(() => opened.answers.close());
  return { ...opened, troubles, settings };
}

export function question(name: string, kind: CacheKind = 'work', offline = false): CacheQuestion {
  const url = `https://service.example/${name}`;
  const key = cacheKey({ provider: 'tmdb', kind, method: 'GET', url, headers: {}, owner: '' });
  return { key, kind, url, offline };
}

export function kept(body: string, changed: Partial<KeptAnswer> = {}): KeptAnswer {
  return {
    status: 200,
    contentType: 'application/json',
    etag: undefined,
    lastModified: undefined,
    url: 'https://service.example/x',
    at: 0,
    body: Buffer.from(body),
    ...changed,
  };
}

/** A load that answers with this body and counts how often it is asked, and with what old answer. */
export function service(body: () => string, changed: Partial<KeptAnswer> = {}, cacheControl?: string) {
  const asked: (string | undefined)[] = [];
  const load: Load = async (old) => {
    asked.push(old?.body.toString());
    return { kind: 'answer', answer: kept(body(), changed), cacheControl, keep: true };
  };
  return { load, asked };
}

export const down: Load = async () => ({
  kind: 'failed',
  error: new RevengeError('HTTP_NETWORK', 'service: refused'),
  staleHelps: true,
});

/** Where the answer came from, and its body: `redis:text`, or the code of the error. */
export function told(answer: CacheAnswer): string {
  return answer.kind === 'failed' ? answer.error.code : `${answer.from}:${answer.answer.body.toString()}`;
}

export async function asked(answers: AnswerCache, what: CacheQuestion, load: Load): Promise<string> {
  return told(await answers.ask(what, load, idle));
}
