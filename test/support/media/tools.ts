import { execFileSync } from 'node:child_process';

/** Python with mutagen; undefined where there is none. */
export const python = ['/usr/bin/python3', 'python3'].find((path) => runs(path, ['-c', 'import mutagen']));
export const hasAudioTools = python !== undefined && runs('ffmpeg', ['-version']) && runs('ffprobe', ['-version']);
export const hasExiftool = runs('exiftool', ['-ver']);

function runs(command: string, parameters: readonly string[]): boolean {
  try {
    execFileSync(command, [...parameters], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
