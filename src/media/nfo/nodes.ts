import { startOf, storable } from '../../model/text.ts';
import type { NfoNode } from './tree.ts';

const MAX_TEXT = 2000;
const MAX_LONG_TEXT = 50_000;
const MAX_VALUES = 500;

/** Children of these names, in their order. */
export function childrenOf(node: NfoNode, ...names: readonly string[]): readonly NfoNode[] {
  return node.children.filter((child) => names.includes(child.name)).slice(0, MAX_VALUES);
}

/** Text of an element, fit for the store; `''` where it has none. */
export function textOf(node: NfoNode | undefined, long = false): string {
  const text = storable((node?.text ?? '').replaceAll('\r\n', '\n')).trim();
  return startOf(text, long ? MAX_LONG_TEXT : MAX_TEXT);
}

/** The first of these elements that says something; names in order of preference. */
export function textIn(node: NfoNode, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = childrenOf(node, name).map((child) => textOf(child));
    const text = found.find((one) => one !== '');
    if (text !== undefined) return text;
  }
  return undefined;
}

export function longTextIn(node: NfoNode, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = childrenOf(node, name)
      .map((child) => textOf(child, true))
      .find((one) => one !== '');
    if (text !== undefined) return text;
  }
  return undefined;
}

/** All values of repeated elements; ` / ` within one separates values too (Kodi). Undefined where there are none. */
export function listIn(node: NfoNode, ...names: readonly string[]): readonly string[] | undefined {
  const values = childrenOf(node, ...names).flatMap((child) => textOf(child).split(/\s+\/\s+|\s*\|\s*/));
  const unique = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
  return unique.length === 0 ? undefined : unique.slice(0, MAX_VALUES);
}

/** A number with a point or a comma before its fraction: `7.8`, `7,8`. */
export function decimal(text: string | undefined): number | undefined {
  const match = /^-?\d{1,9}(?:[.,]\d+)?$/.exec(text?.trim() ?? '');
  return match === null ? undefined : Number(match[0].replace(',', '.'));
}

/** A whole number of zero or more. */
export function whole(text: string | undefined): number | undefined {
  const match = /^\s*(\d{1,7})\s*$/.exec(text ?? '');
  return match === null ? undefined : Number(match[1]);
}

/** `YYYY-MM-DD`, or shorter; also from `YYYY-MM-DD HH:mm:ss`. */
export function dateIn(node: NfoNode, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:$|[ T])/.exec(textIn(node, name) ?? '');
    if (match?.[1] === undefined || match[1] < '1800') continue;
    const [, year, month, day] = match;
    if (month === undefined || month === '00') return year;
    return day === undefined || day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
  }
  return undefined;
}
