import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program with its arguments; without a program it is Node.js. */
export interface Command {
  readonly name: string;
  readonly program?: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** What undoes the run, outside the measured time: a cold run needs a store that is not there. */
  readonly before?: () => void | Promise<void>;
  /** Works with the running program, and resolves when it has done its work: for one that does not end by itself. */
  readonly attend?: () => Promise<void>;
}

/** Seconds on the clock, and seconds of CPU of the program and of those that it started and waited for. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/** One run; throws when it fails. A program that is attended is ended by SIGTERM when it has done its work. */
export async function run({ name, program, args, env, before, attend }: Command): Promise<Cost & { stdout: string }> {
  await before?.();
  const cpuBefore = cpuOfChildren();
  const begun = process.hrtime.bigint();
  const child = spawn(program ?? process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout = (output.stdout + text).slice(-65_536);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr = (output.stderr + text).slice(-2000);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  let wall: number | undefined;
  if (attend !== undefined) {
    await attend();
    wall = secondsSince(begun);
    child.kill('SIGTERM');
  }
  const status = await ended;
  if (attend === undefined && status !== 0) throw new Error(`${name} ended with ${status}: ${output.stderr}`);
  return { wall: wall ?? secondsSince(begun), cpu: cpuOfChildren() - cpuBefore, stdout: output.stdout };
}

/** The medians of each command, run in turns (a, b, a, b …), so that what else the machine does strikes all alike. */
export async function sideBySide(commands: readonly Command[], rounds: number): Promise<Cost[]> {
  const costs: Cost[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) costs[index]?.push(await run(command));
  }
  return costs.map((each) => ({ wall: median(each.map(({ wall }) => wall)), cpu: median(each.map(({ cpu }) => cpu)) }));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Seconds of CPU of this process since it began. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function secondsSince(begun: bigint): number {
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

/** Clock ticks a second in `/proc`, on every Linux machine of today. */
const TICKS = 100;

/** proc(5): fields 16 and 17 of `stat`, of the children that ended. Elsewhere than on Linux there is no such number. */
function cpuOfChildren(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / TICKS;
  } catch {
    return Number.NaN;
  }
}
