import { type ProbeResult, readMedia, type TagsResult } from '../../src/media/read-media.ts';

interface Options {
  readonly signal: AbortSignal;
}

/** What the container of a file says. */
export async function probeFile(path: string, options: Options): Promise<ProbeResult> {
  return (await readMedia({ path, size: 0 }, options)).probe;
}

/** The tags of a file. */
export async function readAudioTags(path: string, options: Options): Promise<TagsResult> {
  return (await readMedia({ path, size: 0 }, options)).tags;
}
