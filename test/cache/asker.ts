import { setMaxListeners } from 'node:events';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openCache } from '../../src/cache/open.ts';
import { createGateway } from '../../src/http/gateway.ts';

/*
 * A machine of its own for tests: asks a service through the cache and prints one JSON line of what came of it.
 * `--same`: one address, asked so many times at once; otherwise `--each` so many addresses one after the other.
 */
const { values } = parseArgs({
  options: {
    origin: { type: 'string', default: '' },
    redis: { type: 'string' },
    prefix: { type: 'string', default: '' },
    file: { type: 'string', default: '' },
    same: { type: 'string' },
    interval: { type: 'string', default: '0' },
    concurrency: { type: 'string', default: '50' },
    each: { type: 'string', default: '0' },
    perDay: { type: 'string', default: '0' },
  },
});
const { redis, prefix, file } = values;
const troubles: string[] = [];
const cache = await openCache({ redis, prefix, memoryBytes: 1e7, file, fileBytes: 1e7 }, ({ code }) =>
  troubles.push(code),
);
const signal = new AbortController().signal;
setMaxListeners(0, signal);
const http = createGateway({
  userAgent: 'revenge-test/1.0',
  mode: { kind: 'live' },
  memory: async () => cache,
  limits: new Map([
    [
      'test',
      {
        provider: 'test',
        concurrency: Number(values.concurrency),
        intervalMs: Number(values.interval),
        timeoutMs: 60_000,
        maxBytes: 1e6,
        retries: 2,
        perDay: Number(values.perDay),
        rule: 'test',
      },
    ],
  ]),
});
const ask = (path: string) => http.json({ provider: 'test', url: values.origin + path }, z.unknown(), signal);
// Both machines begin together: what starts them says when both are there.
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
const outcomes: string[] = [];
if (values.same !== undefined) {
  const all = await Promise.all(Array.from({ length: Number(values.same) }, () => ask('/same')));
  outcomes.push(...all.map(({ status }) => status));
} else {
  for (let index = 0; index < Number(values.each); index++)
    outcomes.push((await ask(`/${process.pid}/${index}`)).status);
}
await http.close();
const [health] = http.health();
process.stdout.write(`${JSON.stringify({ outcomes, health, troubles })}\n`);
process.exit(0);
