import { wordTable } from './word-table.ts';

const ALIASES: ReadonlyMap<string, string> = wordTable({
  'united states of america': 'US',
  usa: 'US',
  'u.s.a.': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  'czech republic': 'CZ',
  russia: 'RU',
  'russian federation': 'RU',
  korea: 'KR',
  'republic of korea': 'KR',
  turkey: 'TR',
  'hong kong': 'HK',
});

let names: ReadonlyMap<string, string> | undefined;

/** ISO 3166-1 alpha-2 of a country given as code or English name; undefined where it is not known. */
export function countryCode(text: string): string | undefined {
  const value = text.trim().toLowerCase();
  names ??= englishNames();
  if (/^[a-z]{2}$/.test(value) && value !== 'uk') return value.toUpperCase();
  return ALIASES.get(value) ?? names.get(value);
}

function englishNames(): ReadonlyMap<string, string> {
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  return new Map(
    codes.flatMap((code) => {
      const name = display.of(code);
      // Codes given up (FX, DD, BU) have the names of their successors.
      const current = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
      return name === undefined || !current ? [] : [[name.toLowerCase(), code] as const];
    }),
  );
}
