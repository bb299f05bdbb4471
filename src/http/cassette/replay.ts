import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAbsence } from '../../util/error-code.ts';
import { canonicalRequest } from '../canonical.ts';
import type { Failures } from '../failures.ts';
import type { Secrets } from '../secrets.ts';
import type { Exchange, Hop, HopResult } from '../wire.ts';
import { bodyFile, type Cassette, cassetteSchema } from './format.ts';
import { cassettePath } from './path.ts';

export interface Replayer {
  readonly exchange: Exchange;
  /** Recordings that nobody asked for so far, relative to the directory, sorted. */
  unused(): string[];
}

/** Answers from a directory of recordings only; no socket is opened. */
export function createReplayer(dir: string, secrets: Secrets, failures: Failures): Replayer {
  const used = new Set<string>();

  function invalid(hop: Hop, path: string, why: string): HopResult {
    const what = `has a recording that cannot be used: ${path}: ${failures.foreign(why)}`;
    const hint = 'Delete the file and run with --record to make it again.';
    return failures.failure(
      hop,
      'final',
      failures.error(hop, 'REPLAY_INVALID', what, { hint, context: { file: path } }),
    );
  }

  return {
    async exchange(hop) {
      const path = cassettePath(hop.provider, canonicalRequest(hop, secrets));
      used.add(path);
      let text: string;
      try {
        text = await readFile(join(dir, path), 'utf8');
      } catch (error) {
        if (!isAbsence(error)) return invalid(hop, path, String(error));
        const what = `has no recording; looked for ${join(dir, path)}`;
        const hint = `Run once with \`--record ${dir}\` and network to make it.`;
        const context = { file: path };
        return failures.failure(hop, 'final', failures.error(hop, 'REPLAY_MISSING', what, { hint, context }));
      }
      try {
        const { response } = cassetteSchema.parse(JSON.parse(text));
        const bytes = await bytesOf(response.body, dirname(join(dir, path)));
        if (bytes.length > hop.maxBytes) return failures.tooLarge(hop);
        const { status, headers, recordedAt: at } = response;
        // No connection is made, so where a redirect leads is no danger.
        return { kind: 'answer', hop, status, headers, bytes, at, fromPublic: false, tookMs: 0 };
      } catch (error) {
        return invalid(hop, path, error instanceof Error ? error.message : String(error));
      }
    },
    unused() {
      return cassettesIn(dir).filter((path) => !used.has(path));
    },
  };
}

async function bytesOf(body: Cassette['response']['body'], dir: string): Promise<Buffer> {
  if (typeof body === 'string') return Buffer.from(body);
  const file = bodyFile(body);
  return file === undefined ? Buffer.from(JSON.stringify(body ?? null)) : readFile(join(dir, file));
}

function cassettesIn(dir: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return entries.filter((path) => path.endsWith('.json')).sort();
}
