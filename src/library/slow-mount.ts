import { readFileSync } from 'node:fs';
import type { FsPath } from '../model/files.ts';

/** File systems of which each call may be a round trip to another machine, or to a program. */
const SLOW = /^(?:nfs|cifs|smb|9p|ceph|afs|fuse|glusterfs|virtiofs|davfs|lustre)/;

/** Whether a path lies on a network share, as far as the system lists its mount points. Asks no disk. */
export function isSlowMount(path: FsPath, mounts = mountInfo()): boolean {
  let longest = '';
  let type = '';
  // proc(5): the fifth field is the mount point; the type of the file system stands behind a lone dash.
  for (const line of mounts.split('\n')) {
    const [mount, source] = line.split(' - ');
    const point = unescaped(mount?.split(' ')[4] ?? '');
    const isAbove = point === '/' || path === point || path.startsWith(`${point}/`);
    if (point === '' || !isAbove || point.length < longest.length) continue;
    longest = point;
    type = source?.split(' ')[0] ?? '';
  }
  return SLOW.test(type);
}

function mountInfo(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return '';
  }
}

function unescaped(point: string): string {
  return point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
