import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeAudio, makeVideo, writeTags } from '../support/media-files.ts';
import { DEMO_FILES, type DemoFile } from './library.ts';
import { pictureFor } from './services/pictures.ts';

/** Writes the demo library below `root`; the same bytes every time. */
export async function writeDemoLibrary(root: string): Promise<void> {
  for (const file of DEMO_FILES) {
    const path = join(root, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await contentOf(file));
    if (file.make === 'audio' && file.tags !== undefined) {
      const { ids, ...tags } = file.tags;
      writeTags(path, {
        ...tags,
        ...(ids === undefined
          ? {}
          : {
              ids: {
                'musicbrainz-release': ids.release,
                'musicbrainz-recording': ids.recording,
                'musicbrainz-track': ids.track,
              },
            }),
      });
    }
  }
}

async function contentOf(file: DemoFile): Promise<Uint8Array | string> {
  switch (file.make) {
    case 'video':
      return makeVideo({
        container: file.container,
        width: file.width,
        height: file.height,
        seconds: 1,
        audioLanguages: ['eng'],
        seed: file.path,
      });
    case 'audio':
      return makeAudio({ format: file.format, seconds: file.seconds, seed: file.path });
    case 'picture':
      return pictureFor(file.path);
    case 'text':
      return file.text;
  }
}
