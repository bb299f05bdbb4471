import { compact } from '../../../model/compact.ts';
import type { EmbeddedPicture } from '../reading.ts';
import type { ByteWindow } from '../window.ts';
import { type Element, eachElement, text } from './ebml.ts';

const ATTACHED_FILE = 0x61a7;
const FILE_NAME = 0x466e;
const MIME_TYPE = 0x4660;
const FILE_DATA = 0x465c;
const FRONT_COVER = 3;
/** Films have dozens of fonts attached; each costs a look at its name. */
const MOST_FILES = 64;

/** Pictures among the attached files (RFC 9559, 5.1.6). Their data is not read. */
export function readPictures(window: ByteWindow, attachments: Element): readonly EmbeddedPicture[] {
  const pictures: EmbeddedPicture[] = [];
  let files = 0;
  eachElement(window, attachments.start, attachments.end, (file) => {
    if (file.id !== ATTACHED_FILE || ++files > MOST_FILES) return;
    let name = '';
    let mime = '';
    let length = 0;
    eachElement(window, file.start, file.end, (part) => {
      if (part.id === FILE_NAME) name = text(window, part);
      else if (part.id === MIME_TYPE) mime = text(window, part);
      else if (part.id === FILE_DATA) length = part.end - part.start;
    });
    if (!mime.startsWith('image/')) return;
    pictures.push(compact({ type: /^(small_)?cover/i.test(name) ? FRONT_COVER : undefined, mime, length }));
  });
  return pictures;
}
