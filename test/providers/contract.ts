import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HttpGateway } from '../../src/http/port.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { SourceWarning, WarningCollector } from '../../src/providers/shared/warning.ts';
import {
  bytes,
  type Handler,
  halfJson,
  hang,
  html,
  json,
  type Routes,
  reset,
  startServer,
  status,
  type TestServer,
} from '../support/http-server.ts';
import { quiet, testGateway } from './support.ts';

/** A question to a source, as it is put anew for every fault. */
export type Question = (
  gateway: HttpGateway,
  origin: string,
  signal: AbortSignal,
  warn: WarningCollector,
) => Promise<Answer<unknown>>;

/** A list in an answer, of which one member can be bad. */
interface HalfRight {
  readonly question: string;
  /** Of the request whose answer has the list. */
  readonly path: string | RegExp;
  /** Where the list stands in the answer: `results`, `images.posters`, `media.0.tracks`; `''` for the answer itself. */
  readonly list: string;
  /** What the warning calls a member. */
  readonly what: string;
  /** @default an object with nothing but a title */
  readonly bad?: unknown;
}

export interface Contract {
  /** Each method of the source that asks the service. All are `ok` with `routes`. */
  readonly questions: Readonly<Record<string, Question>>;
  /** The service in good health. */
  readonly routes: Routes;
  /** What is answered well even while the service does not: logging in, which has tests of its own. */
  readonly always?: Routes;
  /** What must never be seen: the keys given to the source. */
  readonly secrets: readonly string[];
  /** Questions by which the service is asked for one thing, which hence may not exist. */
  readonly mayBeAbsent: readonly string[];
  /** Lists of which one bad member costs nothing but itself. */
  readonly halfRight: readonly HalfRight[];
  /** A 404 says that there is nothing like it: an empty list. */
  readonly absentIsEmpty?: boolean;
}

/**
 * What every source keeps to, whatever the service does: *could not ask* is `unavailable` with a code, and neither an
 * exception nor "not found"; an interruption ends it; no key is told.
 */
export function keepsToTheContract(contract: Contract): void {
  const servers: TestServer[] = [];
  const gateways: HttpGateway[] = [];
  let warnings: SourceWarning[] = [];
  beforeEach(() => {
    warnings = [];
  });
  afterEach(async () => {
    await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function put(question: Question, routes: Handler | Routes, timeoutMs?: number): Promise<Answer<unknown>> {
    const server = await startServer(withAlways(routes));
    servers.push(server);
    const gateway = testGateway(timeoutMs === undefined ? {} : { timeoutMs });
    gateways.push(gateway);
    return question(gateway, server.origin, quiet(), (warning) => warnings.push(warning));
  }

  function withAlways(routes: Handler | Routes): Handler | Routes {
    if (contract.always === undefined) return routes;
    return { ...(typeof routes === 'function' ? { '*': routes } : routes), ...contract.always };
  }

  function expectUnavailable(answer: Answer<unknown>, code: string): void {
    expect(answer).toMatchObject({ status: 'unavailable', error: { code } });
    if (answer.status !== 'unavailable') return;
    const told = [answer.error.message, answer.error.hint, JSON.stringify(answer.error.context), answer.error.stack];
    for (const secret of contract.secrets) expect(told.join('\n')).not.toContain(secret);
  }

  describe.each(Object.entries(contract.questions))('contract: %s', (name, question) => {
    it('is answered by a service in good health', async () => {
      expect(await put(question, contract.routes)).toMatchObject({ status: 'ok' });
    });

    it.each<[string, Handler, string]>([
      ['a web page instead of JSON', html(), 'HTTP_NOT_JSON'],
      ['half a JSON', halfJson(), 'HTTP_NOT_JSON'],
      ['nothing at all', bytes('', 'application/json'), 'HTTP_NOT_JSON'],
      ['JSON of another kind', json('no'), 'HTTP_SCHEMA'],
      ['an error with status 200', json({ error: 'busy' }), 'HTTP_SCHEMA'],
      ['a server error', status(500), 'HTTP_STATUS'],
      ['too many requests', status(429), 'HTTP_RATE_LIMITED'],
      ['a wrong key', json({ status_code: 7, status_message: 'Invalid API key' }, { status: 401 }), 'HTTP_AUTH'],
      ['a broken connection', reset(), 'HTTP_NETWORK'],
    ])('could not be asked: %s', async (_fault, handler, code) => {
      expectUnavailable(await put(question, handler), code);
    });

    it('could not be asked: a service that never answers', async () => {
      expectUnavailable(await put(question, hang(), 150), 'HTTP_TIMEOUT');
    });

    it('could not be asked: nobody there', async () => {
      const server = await startServer({});
      await server.close();
      const gateway = testGateway();
      gateways.push(gateway);
      expectUnavailable(await question(gateway, server.origin, quiet(), () => {}), 'HTTP_NETWORK');
    });

    const absent = contract.absentIsEmpty === true ? 'nothing like it' : undefined;
    it(`takes a 404 for ${absent ?? (contract.mayBeAbsent.includes(name) ? '"not found"' : 'another server')}`, async () => {
      const answer = await put(question, status(404));
      if (contract.absentIsEmpty === true) expect(answer).toEqual({ status: 'ok', value: [] });
      else if (contract.mayBeAbsent.includes(name)) expect(answer).toEqual({ status: 'not-found' });
      else expectUnavailable(answer, 'HTTP_STATUS');
    });

    it('ends when it is interrupted', async () => {
      const server = await startServer(withAlways(hang()));
      servers.push(server);
      const gateway = testGateway();
      gateways.push(gateway);
      const controller = new AbortController();
      const asked = question(gateway, server.origin, controller.signal, () => {});
      setTimeout(() => controller.abort(), 30);
      await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
  describe('contract: half right', () => {
    it('is looked for', () => expect(contract.halfRight.length).toBeGreaterThan(0));

    it.each(contract.halfRight)('$question: a bad $what in “$list” costs itself, and is told of', async (half) => {
      const question = contract.questions[half.question];
      if (question === undefined) throw new Error(`no question is called ${half.question}`);
      const whole = await put(question, contract.routes);
      const before = warnings.splice(0).length;
      const bad = 'bad' in half ? half.bad : { title: 'The bad one' };
      const behind = await startServer(withAlways(contract.routes));
      servers.push(behind);
      const answer = await put(question, withBadMember(behind.origin, half, bad));
      expect(lasting(answer)).toEqual(lasting(whole));
      const called = typeof bad === 'object' && bad !== null ? '“The bad one”' : 'number 1 of the list';
      expect(warnings).toHaveLength(before + 1);
      expect(warnings).toContainEqual({
        code: expect.stringMatching(new RegExp(`^[a-z]+\\.unreadable-${half.what}$`)),
        message: expect.stringContaining(`the ${half.what} ${called} could not be read`),
        hint: expect.stringContaining('All others are used'),
      });
    });
  });
}

/** What another server answers, with a bad member at the head of one list. */
function withBadMember(origin: string, { path, list }: HalfRight, bad: unknown): Handler {
  return async (request, response) => {
    const { method, url, headers, body } = request;
    const sent = { accept: '*/*', ...('content-type' in headers ? { 'content-type': headers['content-type'] } : {}) };
    const answered = await fetch(origin + url, { method, headers: sent, ...(method === 'POST' ? { body } : {}) });
    const content: unknown = await answered.json();
    const isMeant = typeof path === 'string' ? request.path === path : path.test(url);
    if (isMeant) listIn(content, list).unshift(bad);
    await json(content, { status: answered.status })(request, response);
  };
}

function listIn(content: unknown, place: string): unknown[] {
  const steps = place === '' ? [] : place.split('.');
  const found = steps.reduce<unknown>(
    (at, step) => z.record(z.string(), z.unknown()).parse({ ...Object(at) })[step],
    content,
  );
  if (!Array.isArray(found)) throw new Error(`“${place}” is no list of the answer`);
  return found;
}

/** An answer without what differs from one time to the next. */
function lasting(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner) => (key === 'digest' || key === 'fetchedAt' ? undefined : inner));
  return JSON.parse(text.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://loopback'));
}
