import type { NameReading } from '../model/reading.ts';
import { type Draft, finish } from './draft.ts';
import { type MusicParts, readTrack } from './music/read-track.ts';
import { readMusicRelease } from './music/release-name.ts';
import { splitPath } from './path-parts.ts';
import { type NameHint, readVideo } from './read-video-path.ts';
import { extraByFolder, extraByName } from './rules/extras.ts';
import { AUDIO_EXTENSIONS } from './tables/extensions.ts';

/** Music is read as music only where the name is surely of music, or the library is. */
const SURELY_MUSIC = 0.7;

/**
 * What a path alone claims: the file's name first, then its folder, season folder and show folder. `path` is a bare name
 * or a path, POSIX or Windows. `hint` is the kind of the library, where it is known. Never throws; linear in the length.
 */
export function readName(path: string, hint: NameHint = {}): NameReading {
  const { folders, stem, extension } = splitPath(path);
  const extra = extraByName(stem, extension);
  if (AUDIO_EXTENSIONS.has(extension) || (hint.kind === 'music' && extension !== '')) {
    if (extra?.type !== 'themesong' && extraByFolder(folders.at(-1) ?? '')?.type !== 'themesong')
      return readAudio(stem, folders);
  }
  if (extension === '' && mayBeMusic(stem, hint)) {
    const release = readMusicRelease(stem, 'file-name');
    if (release.certainty >= SURELY_MUSIC || hint.kind === 'music')
      return finishMusic(release.draft, {
        artist: release.artist,
        album: release.album,
        disc: undefined,
        track: undefined,
        trackTitle: undefined,
      });
  }
  return readVideo(stem, extension, folders, hint);
}

/** A look that costs little: the words of music releases, or a name parted by tight dashes around a year. */
function mayBeMusic(stem: string, hint: NameHint): boolean {
  return hint.kind === 'music' || ((MUSIC_WORDS.test(stem) || SCENE_MUSIC.test(stem)) && !VIDEO_SIGNS.test(stem));
}

/** Words that only names of videos have. */
const VIDEO_SIGNS = /(?:1080|720|480|2160|576)[pi]|[xh]\.?26[45]|hevc|xvid|s\d\de\d\d|\d{3,4}x\d{3}/i;
const MUSIC_WORDS = /[([]320[)\]]|mp3|flac|kbps|m4a|lossless|discogra|\bape\b|wavpack|anthology/i;

const SCENE_MUSIC = /^[^-]+-[^-]+-(?:[^-]+-)*(?:19|20)\d\d-[^-]|^[^-]+-(?:19|20)\d\d-[^-]{4,}-\w+$/;

function readAudio(stem: string, folders: readonly string[]): NameReading {
  const { draft, parts } = readTrack(stem, folders);
  return finishMusic(draft, parts);
}

function finishMusic(draft: Draft, parts: MusicParts): NameReading {
  const { artist, album, disc, track, trackTitle } = parts;
  return {
    ...finish(draft, 'track'),
    ...(artist === undefined ? {} : { artist }),
    ...(album === undefined ? {} : { album }),
    ...(disc === undefined ? {} : { disc }),
    ...(track === undefined ? {} : { track }),
    ...(trackTitle === undefined ? {} : { trackTitle }),
  };
}
