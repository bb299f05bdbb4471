import { compact } from '../../../model/compact.ts';
import type { CachedWindow } from '../cached-window.ts';
import type { EmbeddedPicture } from '../reading.ts';
import { type Element, elementAt, text } from './ebml.ts';

const ATTACHED_FILE = 0x61a7;
const FILE_NAME = 0x466e;
const MIME_TYPE = 0x4660;
const FILE_DATA = 0x465c;
const FRONT_COVER = 3;
/** Films have dozens of fonts attached; each costs a look at its name. */
const MOST_FILES = 64;

/** Names and kinds stand in this much of an attached file, before its data. */
const HEADER_READ = 512;

/** Pictures among the attached files (RFC 9559, 5.1.6). Their data is not read. */
export function readPictures(window: CachedWindow, { start, end }: Element): readonly EmbeddedPicture[] {
  const pictures: EmbeddedPicture[] = [];
  let at = start;
  for (let files = 0; files < MOST_FILES && at < end; files++) {
    window.prefetch(at, HEADER_READ);
    const file = elementAt(window, at, end);
    if (file === undefined || file.end > end) break;
    const picture = file.id === ATTACHED_FILE ? readFile(window, file) : undefined;
    if (picture !== undefined) pictures.push(picture);
    at = file.end;
  }
  return pictures;
}

function readFile(window: CachedWindow, file: Element): EmbeddedPicture | undefined {
  let name = '';
  let mime = '';
  let length = 0;
  let at = file.start;
  // What stands behind the data is read only where the kind is not known yet.
  while (at < file.end && (length === 0 || mime === '')) {
    const part = elementAt(window, at, file.end);
    if (part === undefined || part.end > file.end) break;
    if (part.id === FILE_NAME) name = text(window, part);
    else if (part.id === MIME_TYPE) mime = text(window, part);
    else if (part.id === FILE_DATA) length = part.end - part.start;
    at = part.end;
  }
  if (!mime.startsWith('image/')) return undefined;
  return compact({ type: /^(small_)?cover/i.test(name) ? FRONT_COVER : undefined, mime, length });
}
