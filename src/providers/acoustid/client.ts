import { z } from 'zod';
import type { HttpGateway } from '../../http/port.ts';
import type { Fingerprint } from '../../media/fingerprint.ts';
import { type Answer, ok } from '../../model/answer.ts';
import { apiBase } from '../shared/addresses.ts';
import { alwaysThere } from '../shared/answers.ts';
import { keyRefusal, refusal, refusedKey } from '../shared/refusal.ts';
import type { Telling } from '../shared/telling.ts';
import { type AcoustidResult, acoustidBatch, acoustidError } from './schema.ts';

export interface AcoustidConfig {
  /** `https://api.acoustid.org/v2`, or a mirror of it. */
  readonly url: string;
  /** Key of an application. */
  readonly apiKey: string;
  /** The program that fingerprints: a name on the PATH, or a path. */
  readonly fpcalc: string;
}

/** The server takes 20 and announces 10 or less. */
const BATCH = 10;
const META = 'recordings releasegroups releases tracks sources compress';
const HINT = 'Check `sources.acoustid` in the configuration.';

/** The results of each fingerprint, in their order; none for one that the server cannot read. */
export async function lookUp(
  gateway: HttpGateway,
  config: AcoustidConfig,
  told: Telling,
  fingerprints: readonly Fingerprint[],
  signal: AbortSignal,
): Promise<Answer<readonly (readonly AcoustidResult[])[]>> {
  const all: (readonly AcoustidResult[])[] = [];
  for (let start = 0; start < fingerprints.length; start += BATCH) {
    const answer = await askBatch(gateway, config, told, fingerprints.slice(start, start + BATCH), signal);
    if (answer.status !== 'ok') return answer;
    all.push(...answer.value);
  }
  return ok(all);
}

/** Asks about a track that is known, which the server answers only with a valid key. */
export async function checkKey(
  gateway: HttpGateway,
  { url, apiKey }: AcoustidConfig,
  signal: AbortSignal,
): Promise<Answer<unknown>> {
  const at = `${apiBase(url, '/v2')}/lookup?format=json&trackid=9ff43b6a-4f16-427c-93c2-92307ca505e0`;
  const request = { provider: 'acoustid', url: at, secretQuery: { client: apiKey }, cache: 'none' } as const;
  return gateway.json(request, z.looseObject({ status: z.literal('ok') }), signal);
}

async function askBatch(
  gateway: HttpGateway,
  config: AcoustidConfig,
  told: Telling,
  batch: readonly Fingerprint[],
  signal: AbortSignal,
): Promise<Answer<readonly (readonly AcoustidResult[])[]>> {
  const prints = batch.flatMap(({ duration, fingerprint }, index) => [
    [`duration.${index}`, String(Math.round(duration))] as const,
    [`fingerprint.${index}`, fingerprint] as const,
  ]);
  const form = { format: 'json', batch: '1', meta: META, ...Object.fromEntries(prints) };
  const url = `${apiBase(config.url, '/v2')}/lookup`;
  const asked = await gateway.json(
    { provider: 'acoustid', method: 'POST', url, form, secretQuery: { client: config.apiKey }, refusal: ofTheKey },
    told(acoustidBatch),
    signal,
  );
  const answer = alwaysThere(asked, { provider: 'acoustid', what: 'look-up', hint: HINT });
  if (answer.status === 'unavailable' && /invalid fingerprint/i.test(answer.error.message)) {
    return askHalves(gateway, config, told, batch, signal);
  }
  if (answer.status !== 'ok') return answer;
  const { data } = answer.value;
  if (data.status === 'ok') {
    const { fingerprints } = data;
    return ok(batch.map((_, place) => fingerprints.find(({ index }) => index === place)?.results ?? []));
  }
  const { code = 0, message = '' } = data.error;
  if (code === 3) return askHalves(gateway, config, told, batch, signal);
  return refusal('acoustid', code === 14 ? 'HTTP_RATE_LIMITED' : 'HTTP_STATUS', `error ${code}: ${message}`, HINT);
}

/** The code of "invalid API key". */
const INVALID_KEY = 4;

const ofTheKey = keyRefusal(acoustidError, ({ error: { code, message = '' } }) =>
  code === INVALID_KEY ? refusedKey('acoustid', `error ${code}: ${message}`, HINT) : undefined,
);

/** One bad fingerprint fails its whole batch, so the halves are asked until it stands alone. */
async function askHalves(
  gateway: HttpGateway,
  config: AcoustidConfig,
  told: Telling,
  batch: readonly Fingerprint[],
  signal: AbortSignal,
): Promise<Answer<readonly (readonly AcoustidResult[])[]>> {
  if (batch.length <= 1) return ok([[]]);
  const middle = Math.ceil(batch.length / 2);
  const first = await askBatch(gateway, config, told, batch.slice(0, middle), signal);
  if (first.status !== 'ok') return first;
  const second = await askBatch(gateway, config, told, batch.slice(middle), signal);
  return second.status === 'ok' ? ok([...first.value, ...second.value]) : second;
}
