import type { SearchQuery } from '../port.ts';

/** What tags call the artist of a compilation, and the one that MusicBrainz has for it. */
const VARIOUS = /^\s*(?:various(?:\s+artists?)?|v\.?\s?a\.?)\s*$/i;
const VARIOUS_ID = '89ad4ac3-39f7-470e-963a-56509c546377';

/**
 * The query of a release search. Title and artist have to be met, though not word for word; the rest only lifts what
 * fits to the top, because tags are often wrong in it (musicbrainz.org/doc/MusicBrainz_API/Search, Lucene's classic
 * syntax). `undefined`: there is nothing to search for.
 */
export function releaseQuery(query: SearchQuery): string | undefined {
  const title = words(query.title);
  const artist = words(query.artist ?? '');
  const barcode = (query.barcode ?? '').replace(/[^0-9]/g, '');
  const catalogNumber = words(query.catalogNumber ?? '');
  if (title === '' && artist === '' && barcode === '' && catalogNumber === '') return undefined;
  return [
    title === '' ? '' : `+release:(${title})`,
    artist === '' ? '' : VARIOUS.test(query.artist ?? '') ? `+arid:${VARIOUS_ID}` : `+artist:(${artist})`,
    query.trackCount === undefined ? '' : `tracks:${Math.trunc(query.trackCount)}`,
    query.year === undefined ? '' : `date:${Math.trunc(query.year)}*`,
    barcode === '' ? '' : `barcode:${barcode}`,
    catalogNumber === '' ? '' : `catno:(${catalogNumber})`,
  ]
    .filter((clause) => clause !== '')
    .join(' ');
}

/** Words without any meaning to the syntax. Lower case, because `AND`, `OR` and `NOT` are operators. */
function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[+\-&|!(){}[\]^"~*?:\\/]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
}
