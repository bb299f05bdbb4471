import type { KeyPath } from '../settings/fields.ts';

import { dotted } from './key-path.ts';
import { absolutePath } from './paths.ts';
import type { Problem } from './problems.ts';
import { readText } from './read-text.ts';

export interface SecretContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that a relative path at a key is relative to. */
  folderOf(path: KeyPath): string;
}

/** A secret as it is given, or as the file holds it, without blanks around it. */
export async function secret(
  value: string | undefined,
  file: string | undefined,
  path: KeyPath,
  context: SecretContext,
  problems: Problem[],
): Promise<string | undefined> {
  if (file === undefined) return value;
  const filePath = [...path.slice(0, -1), `${path.at(-1)}File`];
  if (value !== undefined) {
    problems.push({ path: filePath, message: `${dotted(path)} and ${dotted(filePath)} are both given; one is enough` });
    return value;
  }
  const text = await readText(
    absolutePath(file, context.folderOf(filePath), context.env),
    `The file of ${dotted(filePath)},`,
  );
  const [line = ''] = text.trim().split(/\s/, 1);
  if (line !== '') return line;
  problems.push({ path: filePath, message: `the file of ${dotted(filePath)} is empty` });
  return undefined;
}
