import { describe, expect, it } from 'vitest';
import { type FakeFolder, fakeFileTree } from '../support/fake-file-tree.ts';
import { filesOf, skippedOf, walkAll } from './walked.ts';

async function walk(folder: FakeFolder) {
  const units = await walkAll(fakeFileTree({ lib: folder }));
  return { files: filesOf(units), skipped: skippedOf(units), units };
}

describe('ignore.nomedia', () => {
  it('skips the folder and everything below', async () => {
    const { files, skipped } = await walk({ A: { 'a.mkv': 1, S: { '.nomedia': '', 's.mkv': 1, T: { 't.mkv': 1 } } } });
    expect(files).toEqual(['A/a.mkv']);
    expect(skipped).toEqual(['A/S: ignore.nomedia']);
  });

  it('in the root hides the library, and says so', async () => {
    const { units } = await walk({ '.nomedia': '', A: { 'a.mkv': 1 } });
    expect(units).toEqual([
      {
        unit: '',
        files: [],
        failures: [],
        skipped: [{ relativePath: '', directory: true, rule: 'ignore.nomedia', reason: 'has a .nomedia file' }],
      },
    ]);
  });

  it('is a file: a folder of that name hides nothing', async () => {
    expect((await walk({ A: { '.nomedia': {}, 'a.mkv': 1 } })).files).toEqual(['A/a.mkv']);
  });
});

describe('ignore.tmmignore', () => {
  it.each(['.tmmignore', 'tmmignore'])('%s skips the folder', async (name) => {
    const { files, skipped } = await walk({ A: { [name]: '', 'a.mkv': 1 } });
    expect(files).toEqual([]);
    expect(skipped).toEqual(['A: ignore.tmmignore']);
  });
});

describe('ignore.dotignore', () => {
  it.each(['', '  \n\t\n'])('skips the folder when it is empty (%j)', async (text) => {
    expect((await walk({ A: { '.ignore': text, 'a.mkv': 1 } })).skipped).toEqual(['A: ignore.dotignore']);
  });

  it('is read as gitignore lines otherwise', async () => {
    const text = '# a comment\n*.ts\n!keep.ts\nDrafts/\n/Top.mkv\n';
    const { files, skipped } = await walk({
      A: {
        '.ignore': text,
        'a.ts': 1,
        'keep.ts': 1,
        'Top.mkv': 1,
        Drafts: { 'd.mkv': 1 },
        S: { 'Top.mkv': 1, 'b.ts': 1 },
      },
    });
    expect(files).toEqual(['A/S/Top.mkv', 'A/keep.ts']);
    expect(skipped).toEqual([
      'A/.ignore: ignore.rule-file',
      'A/Drafts: ignore.dotignore',
      'A/S/b.ts: ignore.dotignore',
      'A/Top.mkv: ignore.dotignore',
      'A/a.ts: ignore.dotignore',
    ]);
  });

  it('of comments only hides nothing, as in Jellyfin', async () => {
    expect((await walk({ A: { '.ignore': '# later\n', 'a.mkv': 1 } })).files).toEqual(['A/a.mkv']);
  });

  it('is the nearest one up the tree only', async () => {
    const { files } = await walk({ A: { '.ignore': '*.ts', S: { '.ignore': '*.avi', 'a.ts': 1, 'a.avi': 1 } } });
    expect(files).toEqual(['A/S/a.ts']);
  });

  it('of the root holds for all units and for its own files', async () => {
    const { files } = await walk({
      '.ignore': 'Skip\n*.avi',
      Skip: { 's.mkv': 1 },
      A: { 'a.avi': 1, 'a.mkv': 1 },
      'r.avi': 1,
    });
    expect(files).toEqual(['A/a.mkv']);
  });

  it('survives lines that would keep a matcher busy for ever', async () => {
    const hostile = `${'*a'.repeat(40)}b\n${'x'.repeat(600)}\n`;
    const { files } = await walk({ A: { '.ignore': `${hostile}*.avi`, [`${'a'.repeat(200)}.mkv`]: 1, 'a.avi': 1 } });
    expect(files).toEqual([`A/${'a'.repeat(200)}.mkv`]);
  });

  it('works the same after thousands of files', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 5200 }, (_, index) => [`f${index}.${index % 2 ? 'mkv' : 'avi'}`, 1]),
    );
    expect((await walk({ A: { '.ignore': '*.avi', ...many } })).files).toHaveLength(2600);
  });
});

describe('ignore.ndignore', () => {
  it('skips the folder when it is empty', async () => {
    expect((await walk({ A: { '.ndignore': '', 'a.flac': 1 } })).skipped).toEqual(['A: ignore.ndignore']);
  });

  it('cascades from parents, and a negation below undoes a pattern above', async () => {
    const { files, skipped } = await walk({
      A: { '.ndignore': '*.wav', S: { '.ndignore': '!mine.wav', 'mine.wav': 1, 'other.wav': 1, 'a.flac': 1 } },
    });
    expect(files).toEqual(['A/S/a.flac', 'A/S/mine.wav']);
    expect(skipped).toContain('A/S/other.wav: ignore.ndignore');
  });
});

describe('ignore.plexignore', () => {
  it('has one pattern a line for its folder and below; empty it hides nothing', async () => {
    const { files, skipped } = await walk({
      A: { '.plexignore': '# mine\n*.avi\nOld/*\n!x.avi\n', 'x.avi': 1, 'a.mkv': 1, Old: { 'o.mkv': 1 } },
      B: { '.plexignore': '', 'b.mkv': 1 },
    });
    expect(files).toEqual(['A/a.mkv', 'B/b.mkv']);
    expect(skipped).toContain('A/x.avi: ignore.plexignore');
  });

  it('does not undo what another file says', async () => {
    const { files } = await walk({
      A: { '.ndignore': '*.avi', S: { '.plexignore': '*.ts', 'a.avi': 1, 'a.ts': 1, 'a.mkv': 1 } },
    });
    expect(files).toEqual(['A/S/a.mkv']);
  });
});

describe('ignore.dot-file', () => {
  it('skips files and folders whose name begins with a dot, but for .plexmatch', async () => {
    const { files, skipped } = await walk({
      A: { '.DS_Store': 1, '._a.mkv': 1, '.actors': { 'x.jpg': 1 }, '.plexmatch': 1 },
    });
    expect(files).toEqual(['A/.plexmatch']);
    expect(skipped).toEqual([
      'A/.DS_Store: ignore.dot-file',
      'A/._a.mkv: ignore.dot-file',
      'A/.actors: ignore.dot-file',
    ]);
  });
});

describe('ignore.built-in-folder', () => {
  it.each([
    'ps3_update',
    'ps3_vprm',
    'extrafanart',
    'extrathumbs',
    'lost+found',
    'TempRec',
    'TempSBE',
    'eaDir',
    '@eaDir',
    '#recycle',
    '@Recycle',
    '$RECYCLE.BIN',
    'System Volume Information',
    'Plex Versions',
    'Movie.trickplay',
    'Movie.ite',
    'metadata',
    'proof',
  ])('%s', async (name) => {
    const { files, skipped } = await walk({ A: { [name]: { 'x.mkv': 1 } } });
    expect(files).toEqual([]);
    expect(skipped).toEqual([`A/${name}: ignore.built-in-folder`]);
  });

  it('spares works that are called Proof or Metadata', async () => {
    expect((await walk({ Proof: { 'p.mkv': 1 }, Metadata: { 'm.mkv': 1 } })).files).toHaveLength(2);
  });
});

describe('ignore.built-in-file', () => {
  it.each(['small.jpg', 'AlbumArt.jpg', 'Thumbs.db', 'x.bts', 'x.sync'])('%s', async (name) => {
    expect((await walk({ A: { [name]: 1 } })).skipped).toEqual([`A/${name}: ignore.built-in-file`]);
  });
});

describe('ignore.subs-folder', () => {
  it('searches Subs/ for subtitles only, all the way down', async () => {
    const { files, skipped } = await walk({
      A: { 'a.mkv': 1, Subs: { 'a.mkv': 1, 'a.srt': 1, X: { '2_English.srt': 1 } } },
    });
    expect(files).toEqual(['A/Subs/X/2_English.srt', 'A/Subs/a.srt', 'A/a.mkv']);
    expect(skipped).toEqual(['A/Subs/a.mkv: ignore.subs-folder']);
  });

  it('spares a work that is called Subs', async () => {
    expect((await walk({ Subs: { 's.mkv': 1 } })).files).toEqual(['Subs/s.mkv']);
  });
});

describe('disc.structure', () => {
  it('leaves out of a disc what holds no video', async () => {
    const { files, skipped } = await walk({
      A: {
        BDMV: { 'index.bdmv': 1, STREAM: { '00001.m2ts': 1 }, PLAYLIST: { '1.mpls': 1 } },
        VIDEO_TS: { 'VIDEO_TS.IFO': 1, 'VTS_01_0.BUP': 1, 'VTS_01_1.VOB': 1 },
      },
    });
    expect(files).toEqual(['A/BDMV/STREAM/00001.m2ts', 'A/VIDEO_TS/VIDEO_TS.IFO', 'A/VIDEO_TS/VTS_01_1.VOB']);
    expect(skipped).toEqual([
      'A/BDMV/PLAYLIST: disc.structure',
      'A/BDMV/index.bdmv: disc.structure',
      'A/VIDEO_TS/VTS_01_0.BUP: disc.structure',
    ]);
  });
});

describe('disc.stub', () => {
  it('leaves out stubs for discs on a shelf', async () => {
    expect((await walk({ A: { 'Movie.dvd.disc': 1 } })).skipped).toEqual(['A/Movie.dvd.disc: disc.stub']);
  });
});

describe('not-media', () => {
  it('leaves out what no extension makes media or sidecar', async () => {
    const { files, skipped } = await walk({
      A: { 'a.mkv': 1, 'a.mkv.part': 1, README: 1, 'a.txt': 1, 'a.nfo': 1, 'a.jpg': 1 },
    });
    expect(files).toEqual(['A/a.jpg', 'A/a.mkv', 'A/a.nfo']);
    expect(skipped).toEqual(['A/README: not-media', 'A/a.mkv.part: not-media', 'A/a.txt: not-media']);
  });

  it('takes a .txt beside a track of the same stem for its lyrics', async () => {
    expect((await walk({ A: { '01.flac': 1, '01.txt': 1, 'x.txt': 1 } })).files).toEqual(['A/01.flac', 'A/01.txt']);
  });
});
