import type { FsPath } from '../../../model/files.ts';
import type { LibraryKind } from '../../../model/kinds.ts';
import { printable } from '../../../model/text.ts';
import { explainReading } from '../../../naming/explain.ts';
import { readName } from '../../../naming/read-name.ts';
import { readingToJson } from '../../../naming/to-json.ts';
import { readingLines } from './lines.ts';

export interface PrintedOptions {
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly kind?: LibraryKind;
}

/** What a name claims, as `parse` prints it: a few lines, or with `json` one object on a line. */
export function printed(name: FsPath, options: PrintedOptions): string {
  const reading = readName(name, options.kind === undefined ? {} : { kind: options.kind });
  if (options.json === true) {
    const document = { input: name, ...readingToJson(reading) };
    return JSON.stringify(options.explain === true ? { ...document, claims: reading.claims } : document);
  }
  const lines = options.explain === true ? explainReading(reading) : readingLines(reading);
  return [printable(name), ...lines.map((line) => `  ${line}`)].join('\n');
}
