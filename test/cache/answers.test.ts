import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asked, cache, down, idle, kept, question, service, temporaryDirectory, told } from './tools.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function clock(start = Date.parse('2026-01-01T00:00:00Z')) {
  let now = start;
  const skip = (ms: number) => {
    now += ms;
  };
  return { now: () => now, skip };
}

describe('an answer', () => {
  it('is asked for once and then known, in this process and the next', async () => {
    const first = await cache();
    const { load, asked: calls } = service(() => 'a');
    expect(await asked(first.answers, question('x'), load)).toBe('network:a');
    expect(await asked(first.answers, question('x'), load)).toBe('memory:a');
    await first.answers.close();
    const second = await cache({ file: first.settings.file });
    expect(await asked(second.answers, question('x'), load)).toBe('local:a');
    expect(await asked(second.answers, question('x'), load)).toBe('memory:a');
    expect(calls).toEqual([undefined]);
  });

  it('is asked for on condition when it is no longer fresh, and kept on when it is unchanged', async () => {
    const time = clock();
    const { answers } = await cache({}, time.now);
    const { load } = service(() => 'a', { etag: '"1"', at: time.now() });
    await asked(answers, question('x', 'search'), load);
    time.skip(2 * DAY);
    let old: unknown;
    const unchanged = await answers.ask(
      question('x', 'search'),
      async (known) => {
        old = known?.etag;
        return { kind: 'not-modified', cacheControl: undefined };
      },
      idle,
    );
    expect([told(unchanged), old]).toEqual(['revalidated:a', '"1"']);
    expect(await asked(answers, question('x', 'search'), down)).toBe('memory:a');
  });

  it('is given though it is old when nobody can be asked, and not for ever', async () => {
    const time = clock();
    const { answers } = await cache({}, time.now);
    await asked(answers, question('x', 'search'), service(() => 'a').load);
    time.skip(20 * DAY);
    expect(await asked(answers, question('x', 'search'), down)).toBe('stale:a');
    time.skip(11 * DAY);
    expect(await asked(answers, question('x', 'search'), down)).toBe('HTTP_NETWORK');
  });

  it('is not replaced by an old one where the refusal says something', async () => {
    const time = clock();
    const { answers } = await cache({}, time.now);
    await asked(answers, question('x', 'search'), service(() => 'a').load);
    time.skip(2 * DAY);
    const refused = await answers.ask(
      question('x', 'search'),
      async (...args) => ({ ...(await down(...args)), staleHelps: false }) as never,
      idle,
    );
    expect(told(refused)).toBe('HTTP_NETWORK');
  });

  it('is given at once and renewed behind it, for a while after it grew old', async () => {
    const time = clock();
    const { answers } = await cache({}, time.now);
    let body = 'a';
    const { load, asked: calls } = service(() => body);
    await asked(answers, question('x'), load);
    time.skip(7 * DAY + HOUR);
    body = 'b';
    expect(await asked(answers, question('x'), load)).toBe('memory:a');
    await expect.poll(() => calls.length).toBe(2);
    await expect.poll(() => asked(answers, question('x'), load)).toBe('memory:b');
    expect(calls).toEqual([undefined, 'a']);
  });

  it('"there is none" is known for a shorter time', async () => {
    const time = clock();
    const { answers } = await cache({}, time.now);
    const { load, asked: calls } = service(() => '', { status: 404 });
    await asked(answers, question('x'), load);
    time.skip(11 * HOUR);
    expect(await asked(answers, question('x'), load)).toBe('memory:');
    time.skip(2 * HOUR);
    expect(await asked(answers, question('x'), load)).toBe('network:');
    expect(calls.length).toBe(2);
  });

  it('is not kept when the service forbids it, and a failure never is', async () => {
    const { answers } = await cache();
    const secret = service(() => 'a', {}, 'no-store');
    await asked(answers, question('x'), secret.load);
    expect(await asked(answers, question('x'), secret.load)).toBe('network:a');
    expect(await asked(answers, question('y'), down)).toBe('HTTP_NETWORK');
    expect(await asked(answers, question('y'), service(() => 'b').load)).toBe('network:b');
  });

  it('counts until it is gone where nobody may be asked', async () => {
    const time = clock();
    const { answers } = await cache({}, time.now);
    await asked(answers, question('x', 'search'), service(() => 'a').load);
    time.skip(25 * DAY);
    expect(await asked(answers, question('x', 'search', true), down)).toBe('memory:a');
    expect(await asked(answers, question('z', 'search', true), down)).toBe('HTTP_NETWORK');
  });

  it('is asked about again where its time lies ahead, because the clock was set back', async () => {
    const time = clock();
    const { answers } = await cache({}, time.now);
    const { load } = service(() => 'a', { at: time.now() });
    await asked(answers, question('x'), load);
    time.skip(-400 * DAY);
    expect(await asked(answers, question('x'), load)).toBe('network:a');
  });

  it('is forgotten when told so', async () => {
    const { answers } = await cache();
    const { load } = service(() => 'a');
    await asked(answers, question('x'), load);
    await answers.drop([question('x').key]);
    expect(await asked(answers, question('x'), load)).toBe('network:a');
  });
});

describe('one question at a time', () => {
  it('asks once for fifty who want it', async () => {
    const { answers } = await cache();
    const { load, asked: calls } = service(() => 'a');
    const all = await Promise.all(Array.from({ length: 50 }, () => asked(answers, question('x'), load)));
    expect(calls.length).toBe(1);
    expect(new Set(all)).toEqual(new Set(['network:a']));
  });

  it('asks anew what an interrupted asker began', async () => {
    const { answers } = await cache();
    const interrupted = new AbortController();
    const first = answers.ask(
      question('x'),
      (_old, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
        ),
      interrupted.signal,
    );
    const second = asked(answers, question('x'), service(() => 'a').load);
    await new Promise((resolve) => setTimeout(resolve, 20));
    interrupted.abort();
    await expect(first).rejects.toThrow();
    expect(await second).toBe('network:a');
  });
});

describe('the file of the machine', () => {
  it('stays within its bytes and keeps what was used last', async () => {
    const { local } = await cache({ fileBytes: 200_000 });
    const body = Buffer.alloc(3000);
    const times = { soft: Date.now() + DAY, hard: Date.now() + DAY, packedFrom: undefined };
    for (let index = 0; index < 300; index++) {
      await local.set(question(String(index)).key, { ...kept('', { body }), ...times });
    }
    const [count] = await local.count();
    expect(count?.bytes).toBeLessThan(400_000);
    expect(count).toMatchObject({ provider: 'tmdb', kind: 'work' });
    const [last] = await local.getMany([question('299').key]);
    expect(last?.body.equals(body)).toBe(true);
  });

  it.each([
    ['no database', Buffer.from('this is no database, but long enough to be read as one '.repeat(40))],
    ['empty', Buffer.alloc(0)],
  ])('is made anew when it is %s', async (_what, content) => {
    const file = join(await temporaryDirectory(), 'cache.sqlite');
    await writeFile(file, content);
    const { answers, troubles } = await cache({ file });
    const { load } = service(() => 'a');
    await asked(answers, question('x'), load);
    await answers.close();
    const next = await cache({ file });
    expect(await asked(next.answers, question('x'), load)).toBe('local:a');
    expect(troubles).toEqual([]);
  });

  it('is done without, with one warning, where it cannot be written', async () => {
    const { answers, troubles } = await cache({ file: '/dev/null/cache.sqlite' });
    const { load } = service(() => 'a');
    for (const name of ['x', 'y']) await asked(answers, question(name), load);
    expect(await asked(answers, question('x'), load)).toBe('memory:a');
    expect(troubles.map(({ code }) => code)).toEqual(['CACHE_LOCAL']);
  });

  it('gives nothing for an entry that is poisoned, and removes it', async () => {
    const first = await cache();
    const { load } = service(() => 'a');
    await asked(first.answers, question('x'), load);
    await first.answers.close();
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(first.settings.file);
    db.prepare('UPDATE entry SET value = ?').run(Buffer.from('poison'));
    db.close();
    const copy = join(await temporaryDirectory(), 'copy.sqlite');
    await copyFile(first.settings.file, copy);
    const second = await cache({ file: copy });
    expect(await asked(second.answers, question('x'), load)).toBe('network:a');
  });

  it('is used by two at once', async () => {
    const first = await cache();
    const second = await cache({ file: first.settings.file });
    const { load } = service(() => 'a');
    await Promise.all([asked(first.answers, question('x'), load), asked(second.answers, question('y'), load)]);
    expect(await asked(second.answers, question('x'), load)).toBe('local:a');
    expect(await asked(first.answers, question('y'), load)).toBe('local:a');
  });
});
