import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { type DemoServices, startDemoServices } from '../demo/services/serve.ts';
import { startServer, type TestServer } from '../support/http-server.ts';
import { writeTags } from '../support/media/write-tags.ts';
import { makeAudio, makeVideo } from '../support/media-files.ts';
import { FIXTURES, scan, scanWorld } from '../support/scan-world.ts';

/** What every object inherits, so that a look-up in one finds a function, or the prototype, in place of nothing. */
const WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty'] as const;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revenge-words-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const VIDEO = makeVideo({ container: 'mkv', width: 64, height: 36, seconds: 1 });
const FLAC = makeAudio({ format: 'flac', seconds: 1 });

/** Files of one library by path; `tagged` ones get the word in their tags. */
type Tree = Readonly<Record<string, Buffer | string | 'tagged'>>;

function movieTree(word: string): Tree {
  const bare = { [`${word}.mkv`]: VIDEO, [`${word} (2000).mkv`]: VIDEO, [`X (2003).${word}`]: '' };
  return {
    ...bare,
    [`${word}/${word}.mkv`]: VIDEO,
    [`Y (2001)/${word}/extra.mkv`]: VIDEO,
    [`Y (2001)/Y (2001) [${word}].mkv`]: VIDEO,
    [`Y (2001)/Y (2001)-${word}.mkv`]: VIDEO,
    [`Y (2001)/${word}.jpg`]: 'no picture',
    [`Y (2001)/Y (2001)-${word}.jpg`]: 'no picture',
    'X (2000)/X (2000).mkv': VIDEO,
    [`X (2000)/X (2000).${word}.srt`]: '',
    [`X (2000)/X (2000).en.${word}.srt`]: '',
    [`X (2000)/X (2000).${word}.mka`]: '',
    [`X (2000)/Subs/2_${word}.srt`]: '',
    'X (2000)/.ignore': `${word}\n`,
    'X (2000)/X (2000).nfo': movieNfo(word),
    [`Z {${word}-603} {edition-${word}} (1999)/Z.${word}.1080p.${word}-${word}.mkv`]: VIDEO,
  };
}

function movieNfo(word: string): string {
  return `<?xml version="1.0" encoding="${word}"?><movie><title>${word}</title><originaltitle>${word}</originaltitle>
<uniqueid type="${word}" default="${word}">${word}</uniqueid><uniqueid type="imdb" ${word}="${word}">${word}</uniqueid>
<${word}>${word}</${word}><id ${word}="1">${word}</id><language>${word}</language><originallanguage>${word}</originallanguage>
<country>${word}</country><genre>${word}</genre><tag>${word}</tag><studio>${word}</studio><status>${word}</status>
<mpaa>${word}</mpaa><certification>${word}:${word}</certification><edition>${word}</edition><set><name>${word}</name></set>
<ratings><rating name="${word}" max="10"><value>7</value></rating></ratings><lockedfields>${word}|Genres</lockedfields>
<thumb aspect="${word}">http://127.0.0.1:9/p.jpg</thumb><art><${word}>http://127.0.0.1:9/q.jpg</${word}></art>
<actor><name>${word}</name><role>${word}</role><type>${word}</type></actor><director>${word}</director></movie>`;
}

function showTree(word: string): Tree {
  const nfo = movieNfo(word).replaceAll('movie>', 'tvshow>');
  return {
    [`${word}/${word} 1/${word} - S01E01.mkv`]: VIDEO,
    [`${word}/.plexmatch`]: `${word}: ${word}\nguid: ${word}://1\ntitle: ${word}\nEpisode: ${word}: ${word}\n`,
    [`Show/Season 1/Show - S01E01 - ${word}.mkv`]: VIDEO,
    [`Show/Season 1/Show - S01E01.${word}.srt`]: '',
    [`Show/${word}/Show - S01E02.mkv`]: VIDEO,
    [`Show/season-${word}-poster.jpg`]: 'no picture',
    'Show/tvshow.nfo': nfo.replace(
      '</tvshow>',
      `<episodeguide>{"${word}":"1","tvdb":"${word}"}</episodeguide></tvshow>`,
    ),
  };
}

function musicTree(word: string): Tree {
  return {
    [`${word}/${word} (2000)/01 - ${word}.flac`]: 'tagged',
    [`${word}/${word} (2000)/${word}.jpg`]: 'no picture',
    [`Artist/Album/${word} 1/01 - ${word}.flac`]: 'tagged',
    [`Artist/Album/${word} 2/01 - ${word}.flac`]: FLAC,
    'Artist/artist.nfo': `<artist><name>${word}</name><${word}>${word}</${word}></artist>`,
    [`${word}.flac`]: FLAC,
  };
}

async function writeTree(root: string, tree: Tree, word: string): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    const full = join(root, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, content === 'tagged' ? FLAC : content);
    if (content !== 'tagged') continue;
    writeTags(full, {
      title: word,
      artist: word,
      album: word,
      genres: [word],
      date: word,
    });
  }
}

describe.each(WORDS)('%s', (word) => {
  it('in names, folders, extensions, languages, NFO files, tags and .plexmatch: all groups are stored', async () => {
    const trees = { movies: movieTree(word), tv: showTree(word), music: musicTree(word) };
    const all = Object.entries({ ...trees, auto: { ...trees.movies, ...trees.music } });
    for (const [kind, tree] of all) await writeTree(join(folder, kind), tree, word);
    const roots = all.map(([kind]) => `  - { name: ${kind}, path: ${kind}, kind: ${kind} }`);
    await writeFile(
      join(folder, 'c.yaml'),
      `libraries:\n${roots.join('\n')}\nstore: s.sqlite\nsources: { musicbrainz: false, tvmaze: false, coverartarchive: false }\n`,
    );
    const { summary, events, err } = await scan(['--config', join(folder, 'c.yaml'), '--no-artwork']);
    expect([summary.exitCode, summary.groups.failed, err]).toEqual([0, undefined, '']);
    const keys = events.flatMap((event) => (event.type === 'group' ? [`${event.library}/${event.key}`] : []));
    expect(keys.length).toBe(new Set(keys).size);
    expect(keys).toEqual(
      expect.arrayContaining(['movies/X (2000)', 'tv/Show', `music/Artist/Album/${word} 1`, `auto/${word}`]),
    );
    const again = await scan(['--config', join(folder, 'c.yaml'), '--no-artwork']);
    expect(again.summary).toMatchObject({
      exitCode: 0,
      rows: { changed: 0 },
      groups: { total: keys.length, unchanged: keys.length },
    });
    for (const words of [
      [`genre:${word}`],
      [word],
      [`title:${word}`],
      [`library:${word}`],
      ['--', 'kind:movie', `-tag:${word}`],
    ]) {
      const listed = await runCli(['list', '--config', join(folder, 'c.yaml'), '--json', ...words]);
      expect([words, listed.code, listed.err]).toEqual([words, 0, '']);
    }
  });

  it('as filter, key of the configuration, field, provider or name to parse: refused by name, never an internal error', async () => {
    await writeFile(join(folder, 'c.yaml'), `libraries: []\nstore: s.sqlite\n`);
    const config = ['--config', join(folder, 'c.yaml')];
    for (const argv of [
      ['list', `missing:${word}`],
      ['list', `kind:${word}`],
      ['list', `added:-${word}`],
      ['list', '--sort', word],
      ['scan', '--kind', word],
      ['show', word],
      ['set', 'x', `${word}=1`],
      ['lock', 'x', word],
    ]) {
      const { code, err, out } = await runCli([...argv, ...config]);
      expect([argv, [2, 6].includes(code), /INTERNAL|not a function|defect/.test(err + out)]).toEqual([
        argv,
        true,
        false,
      ]);
    }
    for (const text of [
      `${word}: 1\nlibraries: []\n`,
      `libraries: []\nsources: { ${word}: true }\n`,
      `libraries: []\nnetwork: { proxies: { ${word}: 'http://127.0.0.1:9' } }\n`,
    ]) {
      await writeFile(join(folder, 'bad.yaml'), text);
      const { code, err } = await runCli(['config', '--config', join(folder, 'bad.yaml')]);
      expect([text, /INTERNAL|not a function|defect/.test(err), [0, 2].includes(code)]).toEqual([text, false, true]);
    }
    const parsed = await runCli([
      'parse',
      '--json',
      `${word}.mkv`,
      `${word}.S01E01.${word}.mkv`,
      `${word} (2000) [${word}].mkv`,
    ]);
    expect(parsed.code).toBe(0);
  });

  it('as state, language, kind of picture, department, genre … of every answer of a service: all groups are matched', async () => {
    const services = await startDemoServices();
    const rewriting = await rewrite(services, word);
    const world = await scanWorld({ ...services, origins: rewriting.origins });
    try {
      const { summary, events } = await world.scan();
      const defects = events.filter((event) => 'code' in event && event.code === 'INTERNAL');
      expect([summary.exitCode, defects]).toEqual([0, []]);
      expect(summary.groups.matched).toBeGreaterThan(10);
    } finally {
      await world.remove();
      await rewriting.close();
      await services.close();
    }
  });

  it('as header of a recording', async () => {
    const cassettes = join(folder, 'cassettes');
    await mkdir(join(cassettes, 'radarr'), { recursive: true });
    const { readdir } = await import('node:fs/promises');
    for (const name of await readdir(join(FIXTURES, 'cassettes', 'radarr'))) {
      await copyFile(join(FIXTURES, 'cassettes', 'radarr', name), join(cassettes, 'radarr', name));
      const text = await readFile(join(cassettes, 'radarr', name), 'utf8');
      await writeFile(
        join(cassettes, 'radarr', name),
        text.replace('"headers": {', `"headers": { "${word}": "${word}",`),
      );
    }
    const world = await scanWorld(undefined, ['Movies']);
    try {
      const config = `libraries:\n  - { name: Movies, path: library/Movies, kind: movies }\nstore: store.sqlite\nsources:\n  radarr:\n    - url: http://radarr.demo:7878\n      apiKey: demo-radarr-key\n      pathMap: [{ from: /movies, to: library/Movies }]\n`;
      await writeFile(world.config, config);
      const { summary } = await world.scan(['--replay', cassettes]);
      expect(summary.exitCode).toBe(0);
      expect(summary.groups.matched + summary.groups.degraded).toBeGreaterThan(5);
    } finally {
      await world.remove();
    }
  });
});

/** Members whose text says what a thing is, or when or where it can be found: without them nothing can be matched. */
const IDENTIFYING =
  /^(?:.*id|.*title.*|name|path|.*path.*|.*date.*|url|.*url|.*utc|added|.*time|.*artist.*|packaging|track.*|media)$/i;

/** Puts a loopback server before each service that says the word wherever the service says one of a list of words. */
async function rewrite(services: DemoServices, word: string): Promise<Pick<DemoServices, 'origins' | 'close'>> {
  const servers: (readonly [string, TestServer])[] = [];
  for (const [origin, real] of Object.entries(services.origins)) {
    const server = await startServer(async ({ url, headers }, response) => {
      const { host: _host, 'accept-encoding': _encoding, ...sent } = headers;
      const answer = await fetch(`${real}${url}`, { headers: sent });
      const body = Buffer.from(await answer.arrayBuffer());
      const type = answer.headers.get('content-type') ?? '';
      response.writeHead(answer.status, { 'content-type': type, [word === '__proto__' ? 'x-proto' : word]: word });
      response.end(type.includes('json') ? JSON.stringify(withWord(JSON.parse(body.toString()), word)) : body);
    });
    servers.push([origin, server]);
  }
  return {
    origins: Object.fromEntries(servers.map(([origin, server]) => [origin, server.origin])),
    close: async () => {
      await Promise.all(servers.map(([, server]) => server.close()));
    },
  };
}

function withWord(value: unknown, word: string, key = ''): unknown {
  if (typeof value === 'string') return IDENTIFYING.test(key) ? value : word;
  if (Array.isArray(value)) return value.map((entry: unknown) => withWord(entry, word, key));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withWord(member, word, name)] as const);
  return Object.fromEntries([...members, [word, word]]);
}
