import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** So many threads are left waiting for one mount point; after that its files are not tried. */
const MOST_STUCK = 2;

/** Which mount points do not answer at the moment. */
export interface MountHealth {
  /** A thread waits for this file without end. Call the result when it has come back. */
  stuck(path: string): () => void;
  isDead(path: string): boolean;
}

export function createMountHealth(): MountHealth {
  const stuck = new Map<string, number>();
  return {
    stuck: (path) => {
      const mount = mountOf(path);
      stuck.set(mount, (stuck.get(mount) ?? 0) + 1);
      let isBack = false;
      return () => {
        if (isBack) return;
        isBack = true;
        const left = (stuck.get(mount) ?? 1) - 1;
        if (left > 0) stuck.set(mount, left);
        else stuck.delete(mount);
      };
    },
    isDead: (path) => stuck.size > 0 && (stuck.get(mountOf(path)) ?? 0) >= MOST_STUCK,
  };
}

/** The mount point that holds a path; its folder where the system does not list mount points. Asks no disk. */
function mountOf(path: string): string {
  const points = mountPoints().filter((point) => point === '/' || path === point || path.startsWith(`${point}/`));
  return points.reduce((longest, point) => (point.length > longest.length ? point : longest), '') || dirname(path);
}

function mountPoints(): readonly string[] {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .flatMap((line) => line.split(' ')[4] ?? [])
      .map((point) =>
        point.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
      );
  } catch {
    return [];
  }
}
