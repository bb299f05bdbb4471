import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createGateway, type Gateway, type GatewayOptions } from '../../src/http/gateway.ts';
import type { ProviderLimits } from '../../src/http/port.ts';
import type { Hop } from '../../src/http/wire.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { RevengeError } from '../../src/model/errors.ts';
import type { Clock } from '../../src/util/clock.ts';
import { type Handler, type Routes, startServer, type TestServer } from '../support/http-server.ts';

/** A signal that nobody aborts. */
export const idle = new AbortController().signal;
export const anything = z.unknown();

/** A server that is closed when the test ends. */
export async function server(routes: Handler | Routes): Promise<TestServer> {
  const started = await startServer(routes);
  onTestFinished(() => started.close());
  return started;
}

/** Limits of a provider for tests. Time is not one of them: a busy machine takes long over anything. */
export function limits(changed: Partial<ProviderLimits> = {}): ProviderLimits {
  return {
    provider: 'tmdb',
    concurrency: 4,
    intervalMs: 0,
    timeoutMs: 60_000,
    maxBytes: 100_000,
    retries: 2,
    rule: 'test',
    ...changed,
  };
}

/** A GET of a movie as it goes through the layers. Every success is good. */
export function makeHop(changed: Partial<Hop> = {}): Hop {
  return {
    provider: 'tmdb',
    method: 'GET',
    idempotent: true,
    url: new URL('https://api.example.org/movie/1'),
    secretQuery: {},
    headers: { accept: 'application/json' },
    timeoutMs: 60_000,
    maxBytes: 100_000,
    publicOnly: false,
    hasSessionToken: false,
    limits: limits(),
    cache: 'none',
    judge: () => ({ kind: 'good', isWhole: true }),
    ...changed,
  };
}

/** A clock that passes at once what is slept, and notes it. */
export function quickClock(
  start = Date.parse('2026-01-01T00:00:00Z'),
): Clock & { readonly slept: number[]; skip(ms: number): void } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    skip(ms) {
      now += ms;
    },
    async sleep(ms) {
      slept.push(ms);
      now += ms;
    },
  };
}

/** A gateway that is closed when the test ends; live with the limits above unless told otherwise. */
export function gateway(options: Partial<GatewayOptions> & { readonly tmdb?: Partial<ProviderLimits> } = {}): Gateway {
  const { tmdb, ...rest } = options;
  const made = createGateway({
    userAgent: 'revenge-test/1.0 ( https://example.org )',
    limits: new Map([['tmdb', limits(tmdb)]]),
    mode: { kind: 'live' },
    random: () => 1,
    ...rest,
  });
  onTestFinished(() => made.close());
  return made;
}

/** A directory that is removed when the test ends. */
export async function temporaryDirectory(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'revenge-http-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Every file below a directory with its bytes, sorted by path. */
export async function filesIn(dir: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of (await readdir(dir, { recursive: true, withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(dir.length + 1), await readFile(path));
  }
  return files;
}

/** The error of an answer that is unavailable; fails the test otherwise. */
export function errorOf(answer: Answer<unknown>): RevengeError {
  if (answer.status !== 'unavailable') throw new Error(`expected no answer, got ${answer.status}`);
  return answer.error;
}

/** The value of an answer that is there; fails the test otherwise. */
export function okOf<T>(answer: Answer<T>): T {
  if (answer.status === 'unavailable') throw answer.error;
  if (answer.status !== 'ok') throw new Error(`expected an answer, got ${answer.status}`);
  return answer.value;
}
