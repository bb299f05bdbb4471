import { countryCode } from '../../model/countries.ts';
import type { Certification } from '../../model/fields.ts';
import { wordTable } from '../../model/word-table.ts';
import { childrenOf } from './nodes.ts';
import type { NfoNode } from './tree.ts';

/** Boards and systems of classification, by the country whose marks they give. */
const BOARDS: ReadonlyMap<string, string> = wordTable({
  mpa: 'US',
  mpaa: 'US',
  fsk: 'DE',
  bbfc: 'GB',
  cnc: 'FR',
  csa: 'FR',
  eirin: 'JP',
  acb: 'AU',
  kmrb: 'KR',
  kcsc: 'KR',
  cbfc: 'IN',
  kijkwijzer: 'NL',
  nicam: 'NL',
  ifco: 'IE',
  icaa: 'ES',
  cce: 'PT',
  igac: 'PT',
  meku: 'FI',
  kavi: 'FI',
  medietilsynet: 'NO',
  statensmedieråd: 'SE',
  jmk: 'AT',
  nmhh: 'HU',
  classind: 'BR',
  djctq: 'BR',
  rtc: 'MX',
  incaa: 'AR',
  fpb: 'ZA',
  rars: 'RU',
  chvrs: 'CA',
});
const AMERICAN = /^(G|PG|PG-13|R|NC-17|NR|TV-(Y7?|G|PG|14|MA))$/;

/**
 * `US:PG-13 / DE:12`, `Rated R`, `DE-16`, `Germany:16`, `FSK 16`, `PG-13`. Without a country or board, only American marks
 * are known by themselves.
 */
export function certificationsOf(node: NfoNode): readonly Certification[] | undefined {
  const parts = childrenOf(node, 'mpaa', 'certification').flatMap((child) => child.text.split(/\s+\/\s+/));
  const found = parts.flatMap((part) => certificationOf(part.trim().replace(/^rated\s+/i, '')) ?? []);
  const unique = new Map(found.map((one) => [`${one.country} ${one.value}`, one]));
  return unique.size === 0 ? undefined : [...unique.values()];
}

function certificationOf(text: string): Certification | undefined {
  if (AMERICAN.test(text)) return { country: 'US', value: text };
  const board = withBoard(text);
  if (board !== undefined) return board;
  const [, name, value] = /^(\p{L}[\p{L} .]{1,40}?)\s*[:-]\s*(\S.{0,30})$/u.exec(text) ?? [];
  const country = name === undefined ? undefined : countryCode(name);
  if (country === undefined || value === undefined) return undefined;
  return { country, value: withBoard(value)?.value ?? value };
}

/** `FSK 16`, `FSK-16`, `FSK ab 16`, `BBFC: 15`. */
function withBoard(text: string): Certification | undefined {
  const [, name = '', value] = /^(\p{L}{3,20})[\s:-]\s*(?:ab\s+)?(\S.{0,30})$/u.exec(text) ?? [];
  const country = BOARDS.get(name.toLowerCase());
  return country === undefined || value === undefined ? undefined : { country, value };
}
