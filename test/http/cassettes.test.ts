import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GatewayOptions } from '../../src/http/gateway.ts';
import type { HttpRequest } from '../../src/http/port.ts';
import { bytes, halfJson, json, type Routes, redirect, status } from '../support/http-server.ts';
import { anything, errorOf, filesIn, gateway, idle, okOf, quickClock, server, temporaryDirectory } from './tools.ts';

const PUBLIC = 'https://api.example.org';
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);

/** A gateway that records what `routes` answer as if it were `PUBLIC`, and one that replays it. */
async function recordings(routes: Routes) {
  const dir = await temporaryDirectory();
  const { origin, requests } = await server(routes);
  const clock = quickClock();
  const recorder = (options: Partial<GatewayOptions> = {}) =>
    gateway({ mode: { kind: 'record', dir }, originOverrides: { [PUBLIC]: origin }, clock, ...options });
  const replayer = () => gateway({ mode: { kind: 'replay', dir }, clock });
  return { dir, requests, clock, recorder, replayer };
}

/** From now to the end of the test a socket that connects throws. */
function forbidSockets(): void {
  const { connect } = Socket.prototype;
  Socket.prototype.connect = () => {
    throw new Error('a socket was opened');
  };
  onTestFinished(() => {
    Socket.prototype.connect = connect;
  });
}

describe('record and replay', () => {
  it('gives the same answer from the recording, at the same time, without a socket', async () => {
    const { recorder, replayer, clock, requests } = await recordings({
      '/movie/603': json({ title: 'The Matrix', nested: { b: [1, 2.5, null, true] } }),
      '/login': json({ token: 'abc' }),
      '/p.png': bytes(PICTURE, 'image/png'),
      '/plain': bytes('just text', 'text/plain'),
      '/scalar': json('a JSON string'),
      '/half': halfJson(),
      '/missing': status(404),
      '/art': redirect('/p.png', 307),
      '/file': json({ file: 'passwd' }),
    });
    const ask = async (http: ReturnType<typeof recorder>) => {
      const url = (path: string) => `${PUBLIC}${path}`;
      return {
        movie: await http.json({ provider: 'tmdb', url: url('/movie/603?b=2&a=1') }, anything, idle),
        post: await http.json({ provider: 'tvdb', url: url('/login'), json: { name: 'x' } }, anything, idle),
        picture: await http.bytes({ provider: 'tmdb', url: url('/p.png') }, idle),
        plain: await http.bytes({ provider: 'tmdb', url: url('/plain') }, idle),
        scalar: await http.json({ provider: 'tmdb', url: url('/scalar') }, anything, idle),
        half: await http.json({ provider: 'tmdb', url: url('/half') }, anything, idle),
        missing: await http.json({ provider: 'tmdb', url: url('/missing') }, anything, idle),
        redirected: await http.bytes({ provider: 'caa', url: url('/art') }, idle),
        file: await http.json({ provider: 'tmdb', url: url('/file') }, anything, idle),
      };
    };
    const live = await ask(recorder());
    clock.skip(86_400_000);
    const asked = requests.length;
    forbidSockets();
    const http = replayer();
    const replayed = await ask(http);

    expect({ ...replayed, post: undefined }).toEqual({ ...live, post: undefined });
    expect(okOf(replayed.movie).fetchedAt).toBe('2026-01-01T00:00:00.000Z');
    expect(okOf(replayed.picture).bytes.equals(PICTURE)).toBe(true);
    expect(okOf(replayed.redirected).url).toBe(`${PUBLIC}/p.png`);
    expect(errorOf(replayed.half).code).toBe('HTTP_NOT_JSON');
    expect(okOf(replayed.file).data).toEqual({ file: 'passwd' });
    // A token never reaches the disk, so a replayed log-in has none to give.
    expect(okOf(replayed.post).data).toEqual({ token: '[removed]' });
    expect(requests.length).toBe(asked);
    expect(http.liveRequests).toBe(0);
    expect(http.unusedCassettes()).toEqual([]);
    expect(http.health().map(({ provider, requests, replayed }) => [provider, requests, replayed])).toEqual([
      ['tmdb', 0, 7],
      ['tvdb', 0, 1],
      ['caa', 0, 2],
    ]);
  });

  it('finds a recording whatever the order of query and members, and whatever the key', async () => {
    const { recorder, replayer } = await recordings({ '*': json({ ok: true }) });
    await recorder().json(
      { provider: 'tmdb', url: `${PUBLIC}/s?b=2&a=x%20y&api_key=one-key`, json: { q: 1, p: { z: 1, y: 2 } } },
      anything,
      idle,
    );
    const answer = await replayer().json(
      {
        provider: 'tmdb',
        url: `${PUBLIC}/s?a=x+y&b=2#part`,
        secretQuery: { api_key: 'another-key' },
        headers: { Authorization: 'Bearer other' },
        json: { p: { y: 2, z: 1 }, q: 1 },
      },
      anything,
      idle,
    );
    expect(okOf(answer).data).toEqual({ ok: true });
  });

  it('says which request has no recording, where it was looked for, and what to do', async () => {
    const { replayer, recorder, dir } = await recordings({ '*': json({}) });
    await recorder().json({ provider: 'tmdb', url: `${PUBLIC}/a` }, anything, idle);
    const http = replayer();
    const error = errorOf(
      await http.json(
        { provider: 'tmdb', url: `${PUBLIC}/b?q=1`, secretQuery: { api_key: 'my-secret' } },
        anything,
        idle,
      ),
    );
    expect(error.code).toBe('REPLAY_MISSING');
    expect(error.message).toMatch(/^tmdb: GET https:\/\/api\.example\.org\/b\?q=1 has no recording; looked for /);
    expect(error.message).toMatch(/tmdb\/GET-api\.example\.org-b-[0-9a-f]{8}\.json$/);
    expect(error.hint).toContain(`--record ${dir}`);
    expect(http.unusedCassettes()).toEqual([
      expect.stringMatching(/^tmdb\/GET-api\.example\.org-a-[0-9a-f]{8}\.json$/),
    ]);
  });

  it('writes one readable file a request and leaves it alone while the answer is the same', async () => {
    const routes: Record<string, ReturnType<typeof json>> = {
      '/movie/1': json({ title: 'One' }, { headers: { etag: '"e"', 'x-request-id': '7', 'set-cookie': 'a=b' } }),
      '/p': bytes(PICTURE, 'image/png'),
    };
    const { dir, recorder, clock } = await recordings(routes);
    const ask = async () => {
      const http = recorder();
      await http.json({ provider: 'tmdb', url: `${PUBLIC}/movie/1?language=en` }, anything, idle);
      await http.bytes({ provider: 'tmdb', url: `${PUBLIC}/p` }, idle);
    };
    await ask();
    const [[path, text] = ['', Buffer.of()], ...others] = [...(await filesIn(dir))];
    expect(path).toMatch(/^tmdb\/GET-api\.example\.org-movie-1-[0-9a-f]{8}\.json$/);
    expect(JSON.parse(text.toString())).toEqual({
      request: { method: 'GET', url: `${PUBLIC}/movie/1?language=en` },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8', etag: '"e"' },
        recordedAt: '2026-01-01T00:00:00.000Z',
        body: { title: 'One' },
      },
    });
    expect(text.toString()).toContain('\n    "body": {\n');
    expect(others.map(([name]) => name.replace(/-[0-9a-f]{8}/, ''))).toEqual([
      'tmdb/GET-api.example.org-p.json',
      'tmdb/GET-api.example.org-p.png',
    ]);

    const before = await stat(join(dir, path));
    clock.skip(1000);
    await ask();
    expect((await stat(join(dir, path))).ino).toBe(before.ino);

    routes['/movie/1'] = status(503);
    await ask();
    expect(await readFile(join(dir, path))).toEqual(text);

    routes['/movie/1'] = json({ title: 'Two' });
    await ask();
    expect(JSON.parse(await readFile(join(dir, path), 'utf8'))).toMatchObject({ response: { body: { title: 'Two' } } });
  });

  it('replays a recorded failure at once, without trying again', async () => {
    const { recorder, replayer, clock, requests } = await recordings({ '*': status(500) });
    await recorder().json({ provider: 'tmdb', url: `${PUBLIC}/a` }, anything, idle);
    expect([requests.length, clock.slept.length]).toEqual([3, 2]);
    const error = errorOf(await replayer().json({ provider: 'tmdb', url: `${PUBLIC}/a` }, anything, idle));
    expect(error.code).toBe('HTTP_STATUS');
    expect(clock.slept.length).toBe(2);
  });

  it.each([
    ['half a file', '{"request":{'],
    ['another format', '{"title":"a file of somebody else"}'],
    [
      'a body outside of the directory',
      JSON.stringify({
        request: { method: 'GET', url: `${PUBLIC}/a` },
        response: { status: 200, headers: {}, recordedAt: '2026-01-01T00:00:00Z', body: { file: 'gone.png' } },
      }),
    ],
  ])('names a recording that cannot be used: %s', async (_name, content) => {
    const { dir, recorder, replayer } = await recordings({ '*': json({}) });
    const request: HttpRequest = { provider: 'tmdb', url: `${PUBLIC}/a` };
    await recorder().json(request, anything, idle);
    const [path = ''] = [...(await filesIn(dir)).keys()];
    await writeFile(join(dir, path), content);
    const error = errorOf(await replayer().bytes(request, idle));
    expect(error.code).toBe('REPLAY_INVALID');
    expect(error.message).toContain(path);
  });

  it('keeps to the size limit in replay', async () => {
    const { recorder, replayer } = await recordings({ '*': bytes(Buffer.alloc(500), 'image/png') });
    const request = { provider: 'tmdb', url: `${PUBLIC}/a` };
    okOf(await recorder().bytes(request, idle));
    expect(errorOf(await replayer().bytes({ ...request, maxBytes: 499 }, idle)).code).toBe('HTTP_TOO_LARGE');
  });

  it('says when an answer cannot be recorded', async () => {
    const { origin } = await server({ '*': json({}) });
    const dir = await temporaryDirectory();
    await writeFile(join(dir, 'tmdb'), 'a file where the folder should be');
    const error = errorOf(
      await gateway({ mode: { kind: 'record', dir } }).json({ provider: 'tmdb', url: origin }, anything, idle),
    );
    expect(error.code).toBe('RECORD_FAILED');
    expect([...(await filesIn(dir)).keys()]).toEqual(['tmdb']);
  });

  it('leaves no half-written file behind', async () => {
    const { dir, recorder } = await recordings({ '*': json({}) });
    const request = { provider: 'tmdb', url: `${PUBLIC}/a` };
    await recorder().json(request, anything, idle);
    const [path = ''] = [...(await filesIn(dir)).keys()];
    await rm(join(dir, path));
    await mkdir(join(dir, path));
    expect(errorOf(await recorder().json(request, anything, idle)).code).toBe('RECORD_FAILED');
    expect((await filesIn(dir)).size).toBe(0);
  });

  it('a directory that is not there has no recordings', async () => {
    const dir = join(await temporaryDirectory(), 'nowhere');
    const http = gateway({ mode: { kind: 'replay', dir } });
    expect(errorOf(await http.json({ provider: 'tmdb', url: PUBLIC }, anything, idle)).code).toBe('REPLAY_MISSING');
    expect(http.unusedCassettes()).toEqual([]);
    await mkdir(dir);
    expect(http.unusedCassettes()).toEqual([]);
  });
});

describe('secrets', () => {
  const SECRETS = {
    key: 'k3y-0123456789abcdef',
    bearer: 'b34rer+/token==',
    apiHeader: 'h34der-0123456789',
    password: 'p4ss word&more',
    token: 't0ken-from-the-server',
    pin: 'P1N-4711',
    inUrl: 'ur1-secret-abcdef',
    form: 'f0rm-secret-abcdef',
  };

  it('stand in no cassette, error or health, in no form', async () => {
    const echo = (part: string) => json({ part, url: `https://x/?apikey=${SECRETS.key}&a=1`, token: SECRETS.token });
    const { inUrl: _learnt, token: _received, ...configured } = SECRETS;
    const { dir, recorder } = await recordings({
      '/echo': json({
        said: `key ${SECRETS.key}, ${encodeURIComponent(SECRETS.bearer)} and ${SECRETS.password}`,
        [SECRETS.key]: 'as a name',
        data: { token: SECRETS.token, deep: [{ apiKey: 'other-service-key', password: null, pin: 1234 }] },
      }),
      '/text': bytes(`"token": "${SECRETS.token}", ${SECRETS.bearer}`, 'application/json'),
      '/picture': bytes(Buffer.concat([PICTURE, Buffer.from(SECRETS.key), PICTURE]), 'image/png'),
      '/away': redirect(`/echo?api_key=${SECRETS.key}&token=${SECRETS.token}`, 302),
      [`/path/${SECRETS.key}`]: echo('path'),
      '/fail': status(418, { 'retry-after': SECRETS.key }),
      '/login': json({ status: 'success', data: { token: SECRETS.token } }),
      '/form': echo('form'),
    });
    const http = recorder({ secrets: Object.values(configured) });
    const common = {
      provider: 'tmdb',
      secretQuery: { api_key: SECRETS.key },
      headers: { Authorization: `Bearer ${SECRETS.bearer}`, 'X-Api-Key': SECRETS.apiHeader },
    };
    const url = (path: string) => `${PUBLIC.replace('//', `//user:${encodeURIComponent(SECRETS.password)}@`)}${path}`;
    const answers = [
      await http.json({ provider: 'basic', url: url('/echo') }, anything, idle),
      await http.json({ ...common, url: url(`/echo?x=${SECRETS.key}&apikey=${SECRETS.inUrl}`) }, anything, idle),
      await http.json({ ...common, url: url('/text') }, anything, idle),
      await http.json({ ...common, url: url('/away') }, anything, idle),
      await http.json({ ...common, url: url(`/path/${SECRETS.key}`) }, anything, idle),
      await http.json({ ...common, url: url('/fail') }, anything, idle),
      await http.json(
        { ...common, url: url('/login'), json: { apikey: SECRETS.key, pin: SECRETS.pin } },
        anything,
        idle,
      ),
      await http.json(
        { ...common, url: url('/form'), form: { client_secret: SECRETS.form, q: SECRETS.pin } },
        anything,
        idle,
      ),
    ];
    await http.bytes({ ...common, url: url('/picture') }, idle);

    const files = await filesIn(dir);
    expect(files.size).toBe(11);
    const errors = answers.map((answer) => (answer.status === 'unavailable' ? answer.error : undefined));
    const shown = JSON.stringify([errors, errors.map((error) => error?.message), http.health()]);
    const planted = Object.values(SECRETS).flatMap((value) => [
      value,
      encodeURIComponent(value),
      new URLSearchParams({ v: value }).toString().slice(2),
      Buffer.from(`user:${value}`).toString('base64'),
    ]);
    for (const secret of planted) {
      for (const [path, content] of files) {
        expect(path).not.toContain(secret);
        expect(content.includes(secret), `${secret} in ${path}`).toBe(false);
      }
      expect(shown).not.toContain(secret);
    }
    expect(shown).not.toContain('other-service-key');
    expect([...files.values()].some((content) => content.includes('other-service-key'))).toBe(false);
    expect([...files.values()].some((content) => content.includes('1234'))).toBe(false);
  });

  it('leaves the text of other members as it is', async () => {
    const body = { title: 'The Token', key: 'dQw4w9WgXcQ', overview: 'Basic Instinct: token=1, pin code', tokens: 3 };
    const { dir, recorder } = await recordings({ '*': json(body) });
    await recorder().json({ provider: 'tmdb', url: `${PUBLIC}/a`, headers: { 'X-Api-Key': 'The' } }, anything, idle);
    const [content] = [...(await filesIn(dir)).values()];
    expect(JSON.parse(String(content))).toMatchObject({ response: { body } });
  });
});
