import type { Verdict } from '../../../model/decisions.ts';
import { RevengeError } from '../../../model/errors.ts';
import { identifiesWork, validId } from '../../../model/external-ids.ts';
import { EXTERNAL_ID_KINDS, type ExternalId } from '../../../model/ids.ts';
import type { GroupKind } from '../../../model/kinds.ts';
import type { ScoredCandidate } from '../../../model/outcome.ts';
import type { FoundGroup } from '../../../store/port.ts';
import { counted } from '../../../ui/format.ts';
import type { HoldOptions } from '../../overrides/run.ts';

export interface MatchOptions extends HoldOptions {
  readonly candidate?: string;
  readonly none?: boolean;
  readonly ignore?: boolean;
  readonly forget?: boolean;
}

/** What a person chose, before it is known of which group. */
export type Choice =
  | Exclude<Verdict, { readonly kind: 'work' }>
  | { readonly kind: 'id'; readonly id: ExternalId }
  | { readonly kind: 'candidate'; readonly number: number };

/**
 * What the arguments and options of `match` choose.
 * @throws RevengeError `USAGE` where they choose nothing or several things, and where an id or a number cannot be read.
 */
export function choiceOf(id: string | undefined, options: MatchOptions): Choice {
  const { candidate } = options;
  const choices: Choice[] = [
    ...(id === undefined ? [] : [{ kind: 'id', id: parseId(id) } as const]),
    ...(candidate === undefined ? [] : [{ kind: 'candidate', number: parseNumber(candidate) } as const]),
    ...(options.none === true ? [{ kind: 'none' } as const] : []),
    ...(options.ignore === true ? [{ kind: 'ignore' } as const] : []),
    ...(options.forget === true ? [{ kind: 'withdrawn' } as const] : []),
  ];
  const [choice, ...others] = choices;
  if (choice !== undefined && others.length === 0) return choice;
  throw new RevengeError('USAGE', 'match takes one of: an id, --candidate, --none, --ignore, --forget', {
    hint: 'For example: revenge match "Solaris (1972)" tmdb:593',
  });
}

/**
 * The verdict that a choice comes to for a group.
 * @throws RevengeError `USAGE` for an id that names no such work, and for a candidate that there is not.
 */
export function verdictOn(group: FoundGroup, choice: Choice): Verdict {
  if (choice.kind === 'id') return { kind: 'work', id: checkedId(choice.id, group) };
  if (choice.kind !== 'candidate') return choice;
  const { candidates } = group.identification;
  const candidate = candidates[choice.number - 1];
  if (candidate === undefined) {
    const had = candidates.length === 0 ? 'no candidates' : `only ${counted(candidates.length, 'candidate')}`;
    throw new RevengeError('USAGE', `there is no candidate ${choice.number}: "${group.key}" has ${had}`, {
      hint: '`revenge list --outcome open --json` lists the candidates of each open group. Or give an id.',
    });
  }
  return { kind: 'work', id: idOfCandidate(candidate, group) };
}

function checkedId(id: ExternalId, { kind, key }: FoundGroup): ExternalId {
  if (identifiesWork(id.kind, kind)) return id;
  const fitting = fittingKinds(kind);
  throw new RevengeError('USAGE', `${id.kind} does not identify ${withArticle(kind)}, and "${key}" is one`, {
    hint: `Give an id of one of these kinds: ${fitting.join(', ')}`,
  });
}

function idOfCandidate({ ids, providerId, provider }: ScoredCandidate, { kind, key }: FoundGroup): ExternalId {
  const known = fittingKinds(kind).flatMap((of) => (ids[of] === undefined ? [] : [{ kind: of, value: ids[of] }]));
  const own = known.find(({ value }) => value === providerId) ?? known[0];
  if (own !== undefined) return own;
  throw new RevengeError('USAGE', `the candidate ${provider} ${providerId} of "${key}" has no id that can be kept`, {
    hint: 'Give an id instead: revenge match <what> tmdb:603',
  });
}

/** Kinds of ids that name such a work wherever they are read; those of an Arr instance are its own. */
function fittingKinds(kind: GroupKind): readonly ExternalId['kind'][] {
  return EXTERNAL_ID_KINDS.filter((of) => identifiesWork(of, kind));
}

function withArticle(kind: GroupKind): string {
  return kind === 'album' ? 'an album' : `a ${kind}`;
}

function parseId(text: string): ExternalId {
  const bare = /^tt\d+$/i.test(text) ? `imdb:${text}` : text;
  const colon = bare.indexOf(':');
  const kind = EXTERNAL_ID_KINDS.find((known) => known === bare.slice(0, Math.max(0, colon)).toLowerCase());
  const value = kind === undefined ? undefined : validId(kind, bare.slice(colon + 1));
  if (kind !== undefined && value !== undefined) return { kind, value };
  throw new RevengeError('USAGE', `"${text}" is not an external id`, {
    hint: 'Give its kind and value with a colon between them: tmdb:603, imdb:tt0133093',
  });
}

function parseNumber(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new RevengeError('USAGE', `"${text}" is not the number of a candidate`, { hint: 'The best one is 1.' });
}
