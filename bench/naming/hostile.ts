import { readName } from '../../src/naming/read-name.ts';

/** Names of 1,000 characters made to hurt: one piece over and over. The bar is 2 ms a name. */
const LENGTH = 1000;
const PIECES = [
  'S01E',
  'S01E01',
  'E01-',
  '1x',
  '1x02',
  '-01',
  '- 1 ',
  '[',
  '(',
  '[(',
  '](',
  'a.',
  '. ',
  '_-_',
  'S01',
  'S01.',
  '2019 ',
  '2019.01.',
  '1-2',
  'sub ',
  'ger ',
  'ger.eng.',
  'Season 1 ',
  '第1',
  '第1话',
  '0',
  '9',
  'x264',
  'x264.',
  '/',
  ' / ',
  'a/b',
  'aka ',
  'e1',
  'dts hd ma ',
  '{tmdb-',
  '{tmdb-1}',
  'tt1',
  'tt1234567 ',
  '\u3042a ',
  'a\u3042/',
  '简体',
  '\ud800',
  "'",
  '#1',
  '~',
  '1~',
  'www.',
  'a.com ',
  'ab-',
  '-a',
  'part 1 ',
  'GRP-',
  '5.1 ',
  'DD',
  'H.',
  '(2019) ',
  '[2019]',
  '. - ',
  '\u0301',
  ' edition',
  'mp3 - ',
  '-2019-',
];

const results = PIECES.map((piece) => {
  const name = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
  for (let warm = 0; warm < 30; warm++) readName(name);
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 15; turn++) {
    const begin = performance.now();
    readName(name);
    best = Math.min(best, performance.now() - begin);
  }
  return { piece, best };
}).sort((a, b) => b.best - a.best);

for (const { piece, best } of results.slice(0, 8))
  console.log(`${best.toFixed(3)} ms  ${JSON.stringify(piece)} × ${Math.ceil(LENGTH / piece.length)}`);
