import { expect, it } from 'vitest';
import { createGateway } from '../../src/http/gateway.ts';
import type { HttpGateway } from '../../src/http/port.ts';
import type { Answer } from '../../src/model/answer.ts';
import { lookUp } from '../../src/providers/acoustid/client.ts';
import { lastfmClient } from '../../src/providers/lastfm/client.ts';
import { providerLimits } from '../../src/providers/limits.ts';
import { telling } from '../../src/providers/shared/telling.ts';
import { stashBoxClient } from '../../src/providers/stashbox/client.ts';
import { json, startServer } from '../support/http-server.ts';

const idle = new AbortController().signal;
const quiet = () => undefined;
type Ask = (gateway: HttpGateway, url: string, work: number) => Promise<Answer<unknown>>;

const askAcoustid: Ask = (gateway, url, work) =>
  lookUp(
    gateway,
    { url, apiKey: 'wrong-key-0123', fpcalc: 'fpcalc' },
    telling('acoustid', quiet),
    [{ duration: work, fingerprint: 'AQAA' }],
    idle,
  );

it.each<readonly [string, unknown, number, Ask]>([
  ['AcoustID', { status: 'error', error: { code: 4, message: 'invalid API key' } }, 400, askAcoustid],
  ['AcoustID', { status: 'error', error: { code: 4, message: 'invalid API key' } }, 200, askAcoustid],
  [
    'a stash-box',
    { data: null, errors: [{ message: 'not authorized' }] },
    200,
    (gateway, url, work) =>
      stashBoxClient(gateway, { name: 'box', url, apiKey: 'wrong-key-0123' }, quiet).byTerm(`term ${work}`, idle),
  ],
  [
    'Last.fm',
    { error: 10, message: 'Invalid API key - You must be granted a valid key by last.fm' },
    200,
    (gateway, url, work) =>
      lastfmClient(gateway, { url, apiKey: 'wrong-key-0123', tracks: false }, quiet).artist(
        { artist: `artist ${work}` },
        undefined,
        idle,
      ),
  ],
])('%s refuses its key with %j under %i: it is asked once a run', async (_who, body, status, ask) => {
  const web = await startServer(json(body, { status }));
  const gateway = createGateway({ limits: providerLimits, mode: { kind: 'live' }, userAgent: 'test' });
  try {
    const answers = await Promise.all(Array.from({ length: 9 }, (_, work) => ask(gateway, web.origin, work + 1)));
    expect(web.requests).toHaveLength(1);
    const codes = answers.map((answer) => (answer.status === 'unavailable' ? answer.error.code : answer.status));
    expect(new Set(codes)).toEqual(new Set(['HTTP_AUTH']));
  } finally {
    await gateway.close();
    await web.close();
  }
});
