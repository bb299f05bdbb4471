/** What stands between two words, as bits. */
export const GAP = {
  space: 1,
  dot: 2,
  dash: 4,
  underscore: 8,
  comma: 16,
  slash: 32,
  plus: 64,
  open: 128,
  close: 256,
  tilde: 512,
  hash: 1024,
  other: 2048,
  amp: 4096,
} as const;

const GAP_OF_ASCII = new Uint16Array(128);

for (const [characters, gap] of [
  [' \t\n\r\v\f', GAP.space],
  ['.', GAP.dot],
  ['-', GAP.dash],
  ['_', GAP.underscore],
  [',;', GAP.comma],
  ['/\\|', GAP.slash],
  ['+', GAP.plus],
  ['([{', GAP.open],
  [')]}', GAP.close],
  ['~', GAP.tilde],
  ['#', GAP.hash],
  ['&', GAP.amp],
  [':"<>=*!?^%', GAP.other],
] as const) {
  for (const character of characters) GAP_OF_ASCII[character.charCodeAt(0)] = gap;
}

/** Gap bits of a character, 0 for a letter or digit of a word. */
export function gapOf(code: number): number {
  if (code < 128) return GAP_OF_ASCII[code] ?? 0;
  if (code < 0x2010)
    return code === 0xa0 || (code >= 0x2000 && code < 0x2010) ? GAP.space : code === 0xb7 ? GAP.other : 0;
  switch (code) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return GAP.dash;
    case 0x3000:
    case 0x202f:
      return GAP.space;
    case 0x3010:
    case 0x300c:
    case 0x300e:
    case 0xff08:
    case 0xff3b:
    case 0x300a:
      return GAP.open;
    case 0x3011:
    case 0x300d:
    case 0x300f:
    case 0xff09:
    case 0xff3d:
    case 0x300b:
      return GAP.close;
    case 0xff5e:
    case 0x301c:
      return GAP.tilde;
    case 0xff03:
      return GAP.hash;
    case 0xff0c:
    case 0x3001:
      return GAP.comma;
    case 0xff0f:
    case 0xff5c:
      return GAP.slash;
    case 0x201c:
    case 0x201d:
    case 0x2022:
    case 0x2026:
    case 0x2605:
    case 0x2606:
    case 0xff1a:
    case 0xff01:
    case 0xff1f:
    case 0x2b50:
    case 0x30fb:
      return GAP.other;
    case 0xff06:
      return GAP.amp;
    case 0xff0b:
      return GAP.plus;
    default:
      return 0;
  }
}
