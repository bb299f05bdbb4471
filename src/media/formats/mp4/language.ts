import { languageTag } from '../../language.ts';

/** Macintosh language codes of QuickTime, from 0 (QuickTime File Format, language code values). */
const MACINTOSH = (
  'en fr de it nl sv es da pt no he ja ar fi el is mt tr hr zh-Hant ur hi th ko lt pl hu et lv se fo fa ru zh-Hans ' +
  'nl-BE ga sq ro cs sk sl yi sr mk bg uk be uz kk az az-Arab hy ka mo ky tg tk mn mn-Mong ps ku ks sd bo ne sa mr bn as ' +
  'gu pa or ml kn ta te si my km lo vi id tl ms ms-Arab am ti om so sw rw rn ny mg eo'
).split(' ');
const FIRST_PACKED = 0x400;

/**
 * The language of a media header: three letters in three times five bits, or in QuickTime files a number. Zero means
 * English there, but nothing in MP4 files, where some writers leave it.
 */
export function languageOfCode(code: number, quickTime: boolean): string | undefined {
  if (code < FIRST_PACKED) return code === 0 && !quickTime ? undefined : languageTag(MACINTOSH[code]);
  const letters = [10, 5, 0].map((shift) => String.fromCharCode(((code >> shift) & 31) + 0x60));
  return languageTag(letters.join(''));
}
