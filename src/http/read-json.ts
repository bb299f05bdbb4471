import type { z } from 'zod';
import { type Answer, ok, unavailable } from '../model/answer.ts';
import { digestOf } from '../util/digest.ts';
import type { Failures } from './failures.ts';
import type { JsonBody } from './port.ts';
import { addressHint } from './settings.ts';
import type { HopAnswer } from './wire.ts';

/**
 * Reads an answer as JSON in the terms of a schema. The digest is that of the JSON without its layout, so that an
 * answer and its recording have the same one.
 */
export function readJson<S extends z.ZodType>(
  answer: HopAnswer,
  schema: S,
  failures: Failures,
): Answer<JsonBody<z.output<S>>> {
  const { hop, status } = answer;
  const text = answer.bytes.toString('utf8').replace(/^\ufeff/, '');
  let parsed: unknown;
  let digest: string;
  try {
    parsed = JSON.parse(text);
    digest = digestOf(JSON.stringify(parsed));
  } catch {
    const html = /^\s*</.test(text);
    const what = html
      ? 'answered a web page instead of JSON'
      : text.trim() === ''
        ? 'answered nothing instead of JSON'
        : `answered JSON that cannot be read; it ends after ${answer.bytes.length} bytes with "${failures.foreign(text.slice(-30))}"`;
    const hint = html
      ? addressHint(
          hop.limits,
          (key) => `Is ${key} right, and is there a log-in page or a proxy in between?`,
          'Is there a log-in page or a proxy in between?',
        )
      : 'Something between here and the service may cut answers off; the next run asks again.';
    return unavailable(failures.error(hop, 'HTTP_NOT_JSON', what, { status, hint }));
  }
  try {
    const result = schema.safeParse(parsed);
    if (result.success) return ok({ data: result.data, fetchedAt: answer.at, digest });
    const [issue] = result.error.issues;
    return notAsExpected(answer, issue?.path ?? [], issue?.message ?? 'unknown', failures);
  } catch (thrown) {
    return notAsExpected(answer, [], thrown instanceof Error ? thrown.message : String(thrown), failures);
  }
}

function notAsExpected(
  answer: HopAnswer,
  path: readonly PropertyKey[],
  why: string,
  failures: Failures,
): Answer<never> {
  const at = pathText(path);
  const what = `answered JSON that is not as expected: ${at}: ${failures.foreign(why)}`;
  const hint = 'The service may have changed, or another service answers at this address.';
  const details = { status: answer.status, hint, context: { path: at } };
  return unavailable(failures.error(answer.hop, 'HTTP_SCHEMA', what, details));
}

/** `results[0].title`; the whole answer is `(top)`. */
function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) text += typeof key === 'number' ? `[${key}]` : text === '' ? String(key) : `.${String(key)}`;
  return text === '' ? '(top)' : text;
}
