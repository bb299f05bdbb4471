import type { StoredDecision, Verdict } from '../../model/decisions.ts';
import type { ExternalIdKind } from '../../model/ids.ts';
import { fromJson } from '../canonical.ts';

/** A row of `decisions`, as `decisionSql` reads it. */
interface DecisionCells {
  readonly kind: Verdict['kind'];
  readonly scheme: ExternalIdKind | null;
  readonly value: string | null;
  readonly author: string;
  readonly at: string;
  readonly reason: string | null;
  readonly due: number;
}

/** The decision about a group `g` as JSON text, null where there is none; both databases name the function their own way. */
export function decisionSql(database: 'sqlite' | 'postgres'): string {
  const [build, cast] = database === 'sqlite' ? ['json_object', ''] : ['json_build_object', '::text'];
  return `(SELECT ${build}('kind', d.kind, 'scheme', d.scheme, 'value', d.value, 'author', d.author, 'at', d.at,
    'reason', d.reason, 'due', d.due)${cast} FROM decisions d WHERE d.root_id = g.root_id AND d.key = g.key)`;
}

/** The decision that `decisionSql` read. */
export function decisionOf(text: string | null): StoredDecision | undefined {
  if (text === null) return undefined;
  const { kind, scheme, value, author, at, reason, due } = fromJson<DecisionCells>(text);
  return {
    verdict: kind === 'work' ? workOf(scheme, value) : { kind },
    author,
    at,
    ...(reason === null ? {} : { reason }),
    isDue: due === 1,
  };
}

function workOf(kind: ExternalIdKind | null, value: string | null): Verdict {
  return kind === null || value === null ? { kind: 'none' } : { kind: 'work', id: { kind, value } };
}
