import { spawnSync } from 'node:child_process';

export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Seconds of one run of node with these arguments; throws when it fails. */
export function timeNode({ name, args, env }: Command): number {
  const started = process.hrtime.bigint();
  const result = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (result.status !== 0)
    throw new Error(`${name} ended with ${result.status}: ${result.stderr.toString().slice(0, 2000)}`);
  return seconds;
}

/** Median seconds of each command, run in turns (a, b, a, b …), so that what else the machine does strikes all alike. */
export function sideBySide(commands: readonly Command[], rounds: number): number[] {
  const times: number[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) times[index]?.push(timeNode(command));
  }
  return times.map(median);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
