import { readFile } from 'node:fs/promises';
import { type Document, parseDocument } from 'yaml';
import type { z } from 'zod';
import { RevengeError } from '../model/errors.ts';
import { type Expectation, expectationSchema } from './expectation.ts';

/** More than any library's; a larger file is a mistake. */
const MAX_BYTES = 256 * 1024 * 1024;

export interface ReadExpectation {
  readonly expectation: Expectation;
  readonly document: Document;
}

/**
 * Reads an expectation in YAML or JSON; undefined if there is no file at `path`.
 * @throws RevengeError `EXPECTATION_INVALID` with the place of the first mistake.
 */
export async function readExpectation(path: string): Promise<ReadExpectation | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw invalid(path, `cannot be read: ${cause.message}`, cause);
  });
  if (text === undefined) return undefined;
  if (text.length > MAX_BYTES) throw invalid(path, 'is larger than 256 MB');
  const document = parseDocument(text, { maxAliasCount: 100, uniqueKeys: true } as object);
  const [error] = document.errors;
  if (error !== undefined) throw invalid(path, `is no YAML: ${error.message.split('\n')[0] ?? ''}`, error);
  const data = toData(document, path);
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  if (version !== 1) {
    throw invalid(path, `has version ${JSON.stringify(version) ?? 'none'}; this revenge reads version 1`);
  }
  const parsed = expectationSchema.safeParse(data);
  if (!parsed.success) throw invalid(path, problemOf(parsed.error));
  return { expectation: parsed.data, document };
}

function toData(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw invalid(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function problemOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return 'is not an expectation';
  const place = issue.path.map(String).join('.');
  return `is wrong at ${place === '' ? 'its top' : place}: ${issue.message}`;
}

function invalid(path: string, problem: string, cause?: unknown): RevengeError {
  return new RevengeError('EXPECTATION_INVALID', `The expectation ${path} ${problem}`, {
    cause,
    context: { path },
    hint: 'Correct it (docs/checks.md), or write it anew with `revenge check --update`.',
  });
}
