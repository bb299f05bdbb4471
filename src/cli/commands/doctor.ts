import { loadConfig } from '../../config/load.ts';
import { diskFileTree } from '../../library/file-tree.ts';
import { printable } from '../../model/text.ts';
import { createManagers } from '../../providers/registry.ts';
import { createLineWriter } from '../../ui/line-writer.ts';
import { configuredGateway } from '../compose.ts';
import { configFlags } from '../config-flags.ts';
import { checkArrServices } from '../doctor/arr-services.ts';
import type { Check, Finding } from '../doctor/check.ts';
import type { Io } from '../io.ts';
import type { GlobalOptions } from '../options.ts';
import { partOf } from '../part.ts';
import { librariesOf } from '../targets.ts';

export interface DoctorOptions {
  /** Looks at what is for adult libraries instead of all else. */
  readonly kind?: 'adult';
}

/** In the order in which they are shown. */
const CHECKS: readonly Check[] = [checkArrServices];

/** Looks whether the set-up works, and says what to do where it does not. Gives the exit code of the first problem. */
export async function runDoctor(options: GlobalOptions & DoctorOptions, io: Io): Promise<number> {
  const config = partOf((await loadConfig(configFlags(options, io))).config, options.kind);
  const libraries = librariesOf(config);
  const gateway = configuredGateway(config, options);
  const output = createLineWriter(io.stdout);
  const findings: Finding[] = [];
  const add = (finding: Finding): void => {
    findings.push(finding);
    if (options.json !== true) for (const line of findingLines(finding)) output.write(line);
  };
  try {
    const warn = ({ message, hint }: { readonly message: string; readonly hint?: string }): void =>
      add({ subject: 'answers', state: 'warning', message, ...(hint === undefined ? {} : { hint }) });
    const managers = createManagers({ ...config.sources, country: config.country }, gateway, libraries, warn);
    const context = { libraries, managers, tree: diskFileTree(), signal: io.signal };
    for (const check of CHECKS) for await (const finding of check(context)) add(finding);
  } finally {
    await gateway.close();
  }
  if (options.json === true) output.write(JSON.stringify({ findings }, undefined, 2));
  else if (findings.length === 0)
    output.write('nothing to look at: no Arr service is in charge of a configured library');
  await output.close();
  return findings.find(({ state }) => state === 'problem')?.exitCode ?? 0;
}

const MARKS = { ok: 'ok', warning: 'warning', problem: 'PROBLEM' } as const;

function findingLines({ subject, state, message, hint }: Finding): string[] {
  const advice = hint === undefined ? [] : hint.split('\n').map((line) => `    ${printable(line)}`);
  return [`${MARKS[state]}  ${printable(subject)}: ${printable(message)}`, ...advice];
}
