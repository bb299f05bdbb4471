import { rm } from 'node:fs/promises';
import { columnsOf } from '../../../ui/output.ts';
import { createStepSink, type StepSink } from '../../../ui/step-sink.ts';
import { drawsSteps, runSteps, type Step } from '../../../ui/steps.ts';
import type { Io } from '../../io.ts';
import type { GlobalOptions, ScanOptions } from '../../options.ts';
import { makeTemporaryFolder } from '../../temporary-folder.ts';
import { runScan } from '../scan/run.ts';

/**
 * `revenge cache warm`: asks for everything a first scan would ask for, into a store that is thrown away, so that only
 * the answers stay. What is kept already is not asked again.
 */
export async function runCacheWarm(
  paths: readonly string[],
  options: GlobalOptions & Pick<ScanOptions, 'artwork'>,
  io: Io,
): Promise<number> {
  let folder = '';
  let sink: StepSink | undefined;
  let exitCode = 0;
  const output = { ...options, stdout: io.stdout, env: io.env };
  const fetch = async (note: (line: string) => void): Promise<void> => {
    if (drawsSteps(output)) sink = createStepSink(note);
    const as = { command: 'cache warm', scratch: folder, ...(sink === undefined ? {} : { sink }) };
    exitCode = await runScan(paths, options, io, as);
  };
  const make = async (): Promise<void> => {
    folder = await makeTemporaryFolder('revenge-warm-');
  };
  const steps: readonly Step<void>[] = [
    { title: 'make a temporary store', run: make },
    { title: 'fetch the answers that a first scan needs', run: fetch },
  ];
  try {
    await runSteps(steps, { ...output, lines: () => [] });
  } finally {
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  }
  const summary = sink?.summary(columnsOf(io.stdout)) ?? [];
  if (summary.length > 0) io.stdout.write(`\n${summary.join('\n')}\n`);
  return exitCode;
}
