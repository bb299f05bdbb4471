import { createSecrets, isDistinctive, type Secrets } from '../http/secrets.ts';
import type { Output } from '../ui/output.ts';
import type { Io } from './io.ts';

const guarded = new WeakMap<Output, Secrets>();

/**
 * Hides these secrets in whatever a command prints from now on. Every place that prints a setting hides its secrets by
 * itself; this is the net below, for messages of libraries and services that repeat what they were given.
 */
export function guardOutput(io: Pick<Io, 'prepareOutputs'>, secrets: readonly string[]): void {
  const telling = secrets.filter(isDistinctive);
  if (telling.length === 0) return;
  io.prepareOutputs((output) => {
    const known = guarded.get(output) ?? filterWrites(output);
    for (const secret of telling) known.learn(secret);
  });
}

function filterWrites(output: Output): Secrets {
  const secrets = createSecrets();
  guarded.set(output, secrets);
  const write = output.write.bind(output);
  const filtered = (chunk: unknown, ...rest: readonly unknown[]): unknown =>
    Reflect.apply(write, output, [typeof chunk === 'string' ? secrets.hideValues(chunk) : chunk, ...rest]);
  Object.defineProperty(output, 'write', { value: filtered, configurable: true, writable: true });
  return secrets;
}
