import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasEnded, thisProcess } from '../process/running.ts';
import { digestOf } from '../util/digest.ts';

/** Below the artwork folder, so that a finished picture only has to be renamed. */
const FOLDER = '.tmp';
/** Longer than any picture is being written. */
const OLD_MS = 86_400_000;
const OURS = /^(?<pid>[0-9]{1,10})\.(?<space>[0-9a-f]{12})\.[0-9a-f]{12}\.tmp$/;
/** How earlier versions named them, beside the pictures. */
const FORMER = /^[0-9a-f]{64}\.[a-z0-9.]{1,20}\.[0-9a-f]{12}\.tmp$/;
const TWO_HEX = /^[0-9a-f]{2}$/;

/** A path for a picture that is being written, which tells other runs whose it is. */
export async function temporaryPath(base: string): Promise<string> {
  const folder = join(base, FOLDER);
  await mkdir(folder, { recursive: true });
  return join(folder, `${process.pid}.${ownSpace()}.${randomBytes(6).toString('hex')}.tmp`);
}

/**
 * Removes what runs that were killed left half written. Only files that are named as we name them, and whose process has
 * ended or which are a day old: another run may be writing into the same folder.
 */
export async function sweepTemporaries(base: string, now: number = Date.now()): Promise<void> {
  const left = await readdir(join(base, FOLDER)).catch(() => undefined);
  // Earlier versions made no such folder: then their files are looked for, once.
  if (left === undefined) await sweepFormer(base, now);
  for (const name of left ?? []) {
    const { pid, space } = OURS.exec(name)?.groups ?? {};
    if (pid === undefined) continue;
    const path = join(base, FOLDER, name);
    const isOrphaned = space === ownSpace() && hasEnded({ ...thisProcess(), pid: Number(pid) });
    if (isOrphaned || (await isOld(path, now))) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function sweepFormer(base: string, now: number): Promise<void> {
  for (const first of await namesOf(base, (entry) => entry.isDirectory() && TWO_HEX.test(entry.name))) {
    const folder = join(base, first);
    for (const second of await namesOf(folder, (entry) => entry.isDirectory() && TWO_HEX.test(entry.name))) {
      for (const name of await namesOf(join(folder, second), (entry) => entry.isFile() && FORMER.test(entry.name))) {
        const path = join(folder, second, name);
        if (await isOld(path, now)) await rm(path, { force: true }).catch(() => undefined);
      }
    }
  }
}

async function namesOf(folder: string, isWanted: (entry: Dirent) => boolean): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter(isWanted).map(({ name }) => name);
}

async function isOld(path: string, now: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && now - found.mtimeMs > OLD_MS;
}

/** Machine and container as they fit into a name. */
function ownSpace(): string {
  const { host, space } = thisProcess();
  return digestOf(`${host}\n${space}`, 12);
}
