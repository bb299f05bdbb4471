import { RevengeError } from '../model/errors.ts';
import { OUTCOMES, type Outcome } from '../model/outcome.ts';
import type { ListRow, Store } from '../store/port.ts';
import type { Condition } from '../store/query/condition.ts';
import { parseConditions } from '../store/query/parse.ts';
import type { Difference } from './compare.ts';
import { nameIn } from './names.ts';

/** A rule that a store must meet. */
export type Rule =
  | { readonly text: string; readonly what: 'max'; readonly outcome: Outcome; readonly limit: number }
  /** No item may meet these conditions. */
  | { readonly text: string; readonly what: 'none'; readonly conditions: readonly Condition[] };

const KINDS: ReadonlyMap<string, string> = new Map([
  ['movie', 'movie'],
  ['series', 'series'],
  ['episode', 'episode'],
  ['album', 'release'],
  ['track', 'track'],
  ['artist', 'artist'],
]);
/** Items that are named when a rule is broken. */
const SHOWN = 5;

/**
 * Reads `max ambiguous 0`, `no FILTER…` and `every KIND FILTER…`, with the filters of `revenge list`.
 * @throws RevengeError `USAGE` for anything else.
 */
export function parseRule(text: string, now: Date): Rule {
  const [verb = '', ...words] = text.trim().split(/\s+/);
  const [first = '', second = ''] = words;
  const outcome = OUTCOMES.find((one) => one === first);
  if (verb === 'max' && outcome !== undefined && /^\d{1,9}$/.test(second) && words.length === 2) {
    return { text, what: 'max', outcome, limit: Number(second) };
  }
  const rest = text.trim().slice(verb.length).trim();
  if (verb === 'no' && rest !== '') return { text, what: 'none', conditions: parseConditions([rest], now) };
  const kind = KINDS.get(first);
  const filter = rest.slice(first.length).trim();
  if (verb === 'every' && kind !== undefined) {
    const [wanted, ...others] = parseConditions([filter], now);
    if (wanted !== undefined && others.length === 0) {
      const unmet = { ...wanted, negated: wanted.negated !== true };
      return { text, what: 'none', conditions: [...parseConditions([`kind:${kind}`], now), unmet] };
    }
  }
  throw new RevengeError('USAGE', `"${text}" is no rule of a check`, {
    hint: 'Write `max OUTCOME NUMBER`, `no FILTER`, or `every movie|series|episode|album|track|artist FILTER`.',
  });
}

/** The rules that the store breaks. */
export async function checkRules(store: Store, rules: readonly Rule[]): Promise<readonly Difference[]> {
  const broken: Difference[] = [];
  for (const rule of rules) {
    const found = rule.what === 'max' ? await checkLimit(store, rule) : await checkNone(store, rule);
    if (found !== undefined) broken.push(found);
  }
  return broken;
}

async function checkLimit(store: Store, rule: Rule & { readonly what: 'max' }): Promise<Difference | undefined> {
  const { outcome, limit, text } = rule;
  if (outcome === 'matched') {
    const count = await store.count({ outcome });
    return count <= limit ? undefined : { what: 'differs', member: text, expected: limit, actual: count };
  }
  const groups = await store.openGroups({ outcome });
  if (groups.length <= limit) return undefined;
  const why = groups.slice(0, SHOWN).map(({ library, key }) => nameIn(library, key));
  return { what: 'differs', member: text, expected: limit, actual: groups.length, why: withRest(why, groups.length) };
}

async function checkNone(store: Store, rule: Rule & { readonly what: 'none' }): Promise<Difference | undefined> {
  const { conditions, text } = rule;
  const count = await store.count({ conditions });
  if (count === 0) return undefined;
  const items = await store.list({ conditions, limit: SHOWN });
  return { what: 'differs', member: text, expected: 0, actual: count, why: withRest(items.map(titleOf), count) };
}

function titleOf({ title, year, kind }: ListRow): string {
  return `${kind} ${title}${year === undefined ? '' : ` (${year})`}`;
}

function withRest(shown: readonly string[], total: number): readonly string[] {
  return total > shown.length ? [...shown, `and ${total - shown.length} more`] : shown;
}
