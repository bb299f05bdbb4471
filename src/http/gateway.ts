import type { z } from 'zod';
import type { CacheKind } from '../cache/port.ts';
import { type Answer, ok, unavailable } from '../model/answer.ts';
import { RevengeError } from '../model/errors.ts';
import { throwIfAborted } from '../util/abort.ts';
import { digestOf } from '../util/digest.ts';
import { canonicalUrl } from './canonical.ts';
import { createFailures, type Failures } from './failures.ts';
import { createHealthBook } from './health.ts';
import type { GatewayOptions } from './options.ts';
import { isPage } from './page.ts';
import type { HttpBody, HttpGateway, HttpRequest, JsonBody } from './port.ts';
import { prepareHop } from './prepare.ts';
import { readJson } from './read-json.ts';
import { createReader, type Reading } from './reader.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createStack } from './stack.ts';
import type { Hop, HopAnswer } from './wire.ts';

export type { GatewayOptions, RetryNotice } from './options.ts';

export interface Gateway extends HttpGateway {
  /** Replay: recordings that no request has used so far, relative to the directory. Otherwise none. */
  unusedCassettes(): string[];
}

/** What a request is for. `cache`: how long the answer to a GET is cached, where the request does not say. */
interface Purpose {
  readonly accept: string;
  readonly cache: CacheKind;
}

const JSON_DATA: Purpose = { accept: 'application/json', cache: 'work' };
const FILE: Purpose = { accept: '*/*', cache: 'picture' };

/** The one way to the network. Answers are values; only an aborted signal throws, an `AbortError`. */
export function createGateway(options: GatewayOptions): Gateway {
  const secrets = createSecrets();
  for (const secret of options.secrets ?? []) secrets.learn(secret);
  const failures = createFailures(secrets);
  const book = createHealthBook();
  const stack = createStack(options, { secrets, failures, book });

  async function answerTo<T>(
    request: HttpRequest,
    { accept, cache: usual }: Purpose,
    reading: Reading<T>,
    signal: AbortSignal,
  ): Promise<Answer<T>> {
    const prepared = prepareHop(request, options.limits.get(request.provider), accept, secrets);
    if (prepared instanceof RevengeError) return unavailable(prepared);
    const reader = createReader(request, reading, failures);
    const cache = request.cache ?? (prepared.method === 'GET' ? usual : 'none');
    const hop: Hop = { ...prepared, cache, judge: reader.judge };
    const result = await stack.exchange(hop, signal);
    throwIfAborted(signal);
    return result.kind === 'failure' ? unavailable(result.error) : reader.read(result);
  }

  /** Sends a request and counts how it ended. */
  async function ask<T>(
    request: HttpRequest,
    purpose: Purpose,
    reading: Reading<T>,
    signal: AbortSignal,
  ): Promise<Answer<T>> {
    throwIfAborted(signal);
    const answer = await answerTo(request, purpose, reading, signal);
    book.count(request.provider, answer);
    options.onHealth?.(book.of(request.provider));
    return answer;
  }

  return {
    json<S extends z.ZodType>(
      request: HttpRequest,
      schema: S,
      signal: AbortSignal,
      keep?: (data: z.output<S>) => boolean,
    ) {
      const reading: Reading<JsonBody<z.output<S>>> = {
        body: (answer) => readJson(answer, schema, failures),
        isWhole: keep && (({ data }) => keep(data)),
      };
      return ask(request, JSON_DATA, reading, signal);
    },
    bytes(request, signal) {
      const body = (answer: HopAnswer): Answer<HttpBody> =>
        isPage(answer) ? unavailable(pageError(answer, failures)) : ok(bodyOf(answer, secrets));
      return ask(request, FILE, { body }, signal);
    },
    health: book.all,
    get liveRequests() {
      return book.liveRequests();
    },
    unusedCassettes: stack.unusedCassettes,
    close: stack.close,
  };
}

function bodyOf({ hop, bytes, headers, at }: HopAnswer, secrets: Secrets): HttpBody {
  const url = canonicalUrl(hop.url, secrets);
  return { bytes, contentType: headers['content-type'], url, fetchedAt: at, digest: digestOf(bytes) };
}

/** A log-in page of a network in place of a picture says nothing of the picture. */
function pageError({ hop, status }: HopAnswer, failures: Failures): RevengeError {
  const hint = 'Is there a log-in page or a proxy in between? The next run asks again.';
  return failures.error(hop, 'HTTP_STATUS', 'answered a web page instead of a file', { status, hint });
}
