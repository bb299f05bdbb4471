import { execFileSync, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary.ts';

const folder = temporaryFolder();
const PROGRAM = resolve('test/support/threads/process-with-stuck-thread.ts');

describe('a thread that waits for a dead disk', () => {
  it.each([
    ['by itself', 5, 'no answer'],
    ['exit', 6, 'no answer'],
    ['interrupt', 5, 'interrupted'],
  ])('does not keep the process from ending: %s', (how, code, said) => {
    const path = folder.path(`stuck.${how.charAt(0)}`);
    execFileSync('mkfifo', [path]);
    const { status, signal, stdout } = spawnSync(process.execPath, [PROGRAM, path, how], { encoding: 'utf8' });
    expect(`${signal} ${status} ${stdout}`).toMatch(new RegExp(`^null ${code} .*${said}`));
  });
});
