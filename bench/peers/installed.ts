import { spawnSync } from 'node:child_process';

/** Whether a program is there and can be started. */
export function isInstalled(program: string, version = '--version'): boolean {
  return spawnSync(program, [version], { stdio: 'ignore' }).error === undefined;
}
