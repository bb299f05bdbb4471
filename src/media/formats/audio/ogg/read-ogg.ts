import { languageTag } from '../../../language.ts';
import type { RawBlock } from '../../../tags/raw-block.ts';
import { collectNotes } from '../../notes.ts';
import type { EmbeddedPicture, FormatReader } from '../../reading.ts';
import { cachedWindow } from '../cached-window.ts';
import { commentChapters } from '../comment-chapters.ts';
import { readFrontTags } from '../edge-tags.ts';
import { audioReading } from '../reading.ts';
import { type OggComments, readOggComments } from './comments.ts';
import type { OggHead } from './heads.ts';
import { linkAt, oggSeconds } from './links.ts';

/** Ogg with Vorbis, Opus, Speex, FLAC, Theora, Kate, and the AVI codecs of OGM. */
export const readOgg: FormatReader = (given) => {
  const window = cachedWindow(given);
  const notes = collectNotes();
  const front = readFrontTags(window, notes);
  const link = linkAt(window, front.end);
  if (link.streams.length === 0) return undefined;
  const blocks: RawBlock[] = [];
  const pictures: EmbeddedPicture[] = [];
  const heads = link.streams.map(({ head, packets }) => {
    const comments = readOggComments(packets, head, notes);
    blocks.push(...comments.blocks);
    pictures.push(...comments.pictures);
    return withLanguage(head, comments);
  });
  const reading = {
    container: 'ogg',
    video: heads.flatMap(({ video }) => video ?? []),
    audio: heads.flatMap(({ audio }) => audio ?? []),
    subtitles: heads.flatMap(({ subtitle }) => subtitle ?? []),
    chapters: blocks.flatMap(commentChapters),
    tags: [...blocks, ...front.blocks],
    pictures: [...pictures, ...front.pictures],
  };
  return audioReading(reading, oggSeconds(window, link, notes), notes);
};

/** A stream's language stands in its comments. */
function withLanguage(head: OggHead, { blocks }: OggComments): OggHead {
  const entry = blocks.flatMap(({ entries }) => entries).find(([key]) => key === 'LANGUAGE');
  const language = languageTag(entry?.[1][0]?.trim().toLowerCase());
  if (language === undefined) return head;
  const { audio, subtitle } = head;
  return {
    ...head,
    ...(audio === undefined ? {} : { audio: { ...audio, language } }),
    ...(subtitle === undefined ? {} : { subtitle: { ...subtitle, language } }),
  };
}
