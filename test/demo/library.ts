import { RELEASES, type ReleaseFact } from './facts/music.ts';

/** One file of the demo library. */
export type DemoFile =
  | {
      readonly path: string;
      readonly make: 'video';
      readonly container: 'mkv' | 'mp4';
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly path: string;
      readonly make: 'audio';
      readonly format: 'mp3' | 'flac' | 'm4a';
      readonly seconds: number;
      readonly tags?: DemoTags;
    }
  | { readonly path: string; readonly make: 'text'; readonly text: string }
  | { readonly path: string; readonly make: 'picture' };

interface DemoTags {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly track: number;
  readonly date: string;
  readonly ids?: { readonly release: string; readonly recording: string; readonly track: string };
}

const HD = { width: 1920, height: 1080 } as const;

function video(path: string, size: { width: number; height: number } = HD): DemoFile {
  return { path, make: 'video', container: path.endsWith('.mp4') ? 'mp4' : 'mkv', ...size };
}

const MOVIE_FILES: readonly DemoFile[] = [
  video('Movies/The Matrix (1999)/The Matrix (1999) - 1080p.mkv'),
  video('Movies/The Matrix (1999)/The Matrix (1999) - 2160p.mkv', { width: 3840, height: 2160 }),
  video('Movies/Blade Runner 2049 (2017)/Blade.Runner.2049.2017.1080p.BluRay.x264-DEMO.mkv'),
  subtitle(
    'Movies/Blade Runner 2049 (2017)/Blade.Runner.2049.2017.1080p.BluRay.x264-DEMO.en.srt',
    'A line of a subtitle.',
  ),
  subtitle(
    'Movies/Blade Runner 2049 (2017)/Blade.Runner.2049.2017.1080p.BluRay.x264-DEMO.en.hi.srt',
    '[rain] A line of a subtitle.',
  ),
  video('Movies/Alien (1979)/Alien (1979).mp4'),
  { path: 'Movies/Alien (1979)/poster.jpg', make: 'picture' },
  video('Movies/Alien (1979)/Trailers/Alien (1979) Trailer.mkv', { width: 640, height: 360 }),
  video(
    'Movies/The Lord of the Rings - The Fellowship of the Ring (2001)/The Lord of the Rings - The Fellowship of the Ring (2001) cd1.mkv',
  ),
  video(
    'Movies/The Lord of the Rings - The Fellowship of the Ring (2001)/The Lord of the Rings - The Fellowship of the Ring (2001) cd2.mkv',
  ),
  video('Movies/WALL-E (2008)/WALL-E (2008).mkv'),
  video('Movies/Spirited Away/Spirited Away.mkv'),
  {
    path: 'Movies/Spirited Away/Spirited Away.nfo',
    make: 'text',
    text: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<movie>\n  <title>Spirited Away</title>\n  <originaltitle>千と千尋の神隠し</originaltitle>\n  <year>2001</year>\n  <plot>Sen & Haku: a person wrote this & forgot to escape it.</plot>\n  <uniqueid type="tmdb" default="true">129</uniqueid>\n  <tag>Favourite</tag>\n</movie>\n',
  },
  video('Movies/Heat [tmdbid-949]/Heat.1995.720p.mkv', { width: 1280, height: 720 }),
  video('Movies/Dune/Dune.mkv'),
  video('Movies/Lake Holiday Home Video/Lake Holiday Home Video.mkv', { width: 640, height: 480 }),
  video('Movies/12 Monkeys (1995)/12.Monkeys.1995.720p.BluRay.x264-DEMO.mkv', { width: 1280, height: 720 }),
  video('Movies/2001 A Space Odyssey (1968)/2001 A Space Odyssey (1968).mkv'),
  video('Movies/七人の侍 (1954).mkv', { width: 640, height: 480 }),
];

const EPISODE_FILES: readonly DemoFile[] = [
  "Breaking Bad/Season 01/Breaking Bad - S01E01-E02 - Pilot + Cat's in the Bag.mkv",
  "Breaking Bad/Season 01/Breaking Bad - S01E03 - And the Bag's in the River.mkv",
  'Breaking Bad/Season 01/Breaking Bad - S01E04 - Cancer Man.mkv',
  'Breaking Bad/Season 01/Breaking Bad - S01E05 - Gray Matter.mkv',
  "Breaking Bad/Season 01/Breaking Bad - S01E06 - Crazy Handful of Nothin'.mkv",
  'Breaking Bad/Season 01/Breaking Bad - S01E07 - A No-Rough-Stuff-Type Deal.mkv',
  'Breaking Bad/Season 02/Breaking Bad - 2x01 - Seven Thirty-Seven.mkv',
  'Breaking Bad/Season 02/Breaking Bad - 2x02 - Grilled.mkv',
  'Breaking Bad/Season 02/Breaking Bad - 2x03 - Bit by a Dead Bee.mkv',
  'Breaking Bad/Specials/Breaking Bad - S00E01 - Good Cop Bad Cop.mkv',
  ...Array.from(
    { length: 10 },
    (_, index) => `Cowboy Bebop/[Demo] Cowboy Bebop - ${String(index + 1).padStart(2, '0')} [720p].mkv`,
  ),
  ...Array.from(
    { length: 5 },
    (_, index) => `Chernobyl (2019) {tvdb-360893}/Season 1/Chernobyl.S01E0${index + 1}.1080p.WEB-DL.mkv`,
  ),
].map((path) => video(`TV/${path}`, { width: 1280, height: 720 }));

const [VEGA, MILLS, FLOYD] = RELEASES;

const TRACK_FILES: readonly DemoFile[] = [
  ...album(FLOYD, (index, title) => `Music/Pink Floyd/The Dark Side of the Moon (1973)/${index} ${title}.mp3`, 'mp3', {
    seconds: 1,
    pinned: true,
  }),
  ...album(VEGA, (index, title) => `Music/Alan Vega/Deuce Avenue/${index} - ${title}.m4a`, 'm4a', { pinned: false }),
  ...album(MILLS, (index, title) => `Music/Jeff Mills - Kat Moda (2001)/${index} - ${title}.flac`, 'flac', {}),
];

/** Every file of the demo library. */
export const DEMO_FILES: readonly DemoFile[] = [...MOVIE_FILES, ...EPISODE_FILES, ...TRACK_FILES];

function subtitle(path: string, line: string): DemoFile {
  return { path, make: 'text', text: `1\n00:00:00,000 --> 00:00:01,000\n${line}\n` };
}

/** `pinned`: tags with MusicBrainz ids (true), tags without (false), or no tags at all (absent). */
function album(
  release: ReleaseFact | undefined,
  pathOf: (index: string, title: string) => string,
  format: 'mp3' | 'flac' | 'm4a',
  options: { readonly seconds?: number; readonly pinned?: boolean },
): DemoFile[] {
  return (release?.tracks ?? []).map((track, position) => ({
    path: pathOf(String(position + 1).padStart(2, '0'), track.title),
    make: 'audio',
    format,
    seconds: options.seconds ?? track.length / 1000,
    ...(release === undefined || options.pinned === undefined
      ? {}
      : {
          tags: {
            title: track.title,
            artist: release.artist.name,
            album: release.title,
            track: position + 1,
            date: release.date.slice(0, 4),
            ...(options.pinned
              ? { ids: { release: release.release, recording: track.recording, track: track.track } }
              : {}),
          },
        }),
  }));
}
