import { readFile, writeFile } from 'node:fs/promises';
import type { Config } from '../../config/schema.ts';
import { fileKindOf } from '../../media/kinds.ts';
import { RevengeError } from '../../model/errors.ts';
import { writesTags } from '../../tagging/plan.ts';
import { type Plan, type PlannedWrite, planSchema } from '../../tagging/planned.ts';
import { taggedLibraries } from './folders.ts';

/** Stores a plan as a JSON file. */
export async function storePlan(path: string, { writes }: Plan): Promise<void> {
  const text = `${JSON.stringify({ version: 1, writes }, undefined, 2)}\n`;
  await writeFile(path, text, { mode: 0o600 }).catch((cause: unknown) => {
    throw new RevengeError('OUTPUT_FAILED', `The plan cannot be written to ${path}`, {
      cause,
      hint: 'Give a path in a folder that exists and that you may write to.',
    });
  });
}

/**
 * Reads a stored plan. A plan is a file that anybody may edit: it may write only what the configured libraries allow, and
 * only files of the kind that it says.
 */
export async function readStoredPlan(path: string, config: Config): Promise<Plan> {
  const hint = 'Store one with --plan FILE.';
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RevengeError('USAGE', `The plan ${path} cannot be read`, { cause, hint });
  });
  const parsed = planSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new RevengeError('USAGE', `${path} is no plan of \`revenge tag\``, { hint });
  const { writes } = parsed.data;
  const foreign = writes.find((write) => !isAllowed(write, config));
  if (foreign !== undefined) {
    throw new RevengeError(
      'USAGE',
      `${path} writes ${foreign.root}/${foreign.path}, which the configuration does not allow`,
      { hint: 'Make the plan again with the configuration as it is now.' },
    );
  }
  return { writes, left: [], unchanged: 0 };
}

function isAllowed({ library, root, path, what }: PlannedWrite, config: Config): boolean {
  const found = taggedLibraries(config).find((one) => one.name === library && one.root === root);
  if (found === undefined) return false;
  const kind = fileKindOf(path);
  if (what === 'nfo') return found.nfo !== 'off' && kind === 'nfo';
  if (what === 'tag') return writesTags(found.embedded) && (kind === 'audio' || kind === 'video');
  return found.artwork !== 'off' && kind === 'image';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
