/** What a file is by its name alone; the bytes are asked later. */
export type FileKind = 'video' | 'audio' | 'subtitle' | 'lyrics' | 'image' | 'nfo' | 'disc-image' | 'other';

/**
 * Extensions by kind, lower-case, without the dot. Subtitles and lyrics after Jellyfin's and Kodi's lists (conventions
 * §7), images after Jellyfin's order (§8), video and audio after the lists of Kodi, Jellyfin and the Arr services.
 */
const EXTENSIONS: Readonly<Record<Exclude<FileKind, 'other'>, string>> = {
  video:
    '3g2 3gp amv asf avi divx dv dvr-ms evo f4v flv hevc m1v m2t m2ts m2v m4v mk3d mkv mov mp4 mpe mpeg mpg mpv ' +
    'mts mxf nsv nuv ogm ogv qt rm rmvb tp trp ts vob webm wmv wtv xvid',
  audio:
    'aac ac3 aif aifc aiff alac ape au dff dsf dts dtshd eac3 flac m4a m4b m4p mka mp2 mp3 mpc oga ogg opus ra spx ' +
    'tak thd tta w64 wav weba wma wv',
  subtitle: 'aqt ass idx jss mks rt sami smi srt ssa sub sup utf vtt',
  lyrics: 'elrc lrc txt',
  image: 'avif bmp gif jpeg jpg png svg tbn tif tiff webp',
  nfo: 'nfo',
  'disc-image': 'img iso nrg',
};

const BY_EXTENSION: ReadonlyMap<string, FileKind> = new Map(
  kinds().flatMap((kind) => EXTENSIONS[kind].split(' ').map((extension) => [extension, kind] as const)),
);

/**
 * The kind that a file's name tells by its extension. `txt` counts as lyrics (conventions §4), so a caller takes it as
 * such only beside a track of the same stem; Kodi also reads it as a subtitle beside a video. A dot-file without a stem
 * (`.mkv`) has no extension.
 */
export function fileKindOf(fileName: string): FileKind {
  return BY_EXTENSION.get(extensionOf(fileName)) ?? 'other';
}

/** Extension of a file name or path, lower-case, without the dot; `''` where there is none. */
export function extensionOf(fileName: string): string {
  const name = fileName.slice(fileName.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

function kinds(): readonly Exclude<FileKind, 'other'>[] {
  return ['video', 'audio', 'subtitle', 'lyrics', 'image', 'nfo', 'disc-image'];
}
