import type { ExternalId } from './ids.ts';

/** What a person says of the work of a group. */
export type Verdict =
  | { readonly kind: 'work'; readonly id: ExternalId }
  /** No catalogue has it: the local item is what there is. */
  | { readonly kind: 'none' }
  /** Nobody is to be asked about it. */
  | { readonly kind: 'ignore' }
  /** An earlier word is taken back; kept until the group has been identified anew. */
  | { readonly kind: 'withdrawn' };

/** A verdict with who gave it, when (ISO time) and why. It outranks names, tags, sidecar files and the Arrs. */
export interface Decision {
  readonly verdict: Verdict;
  readonly author: string;
  readonly at: string;
  readonly reason?: string;
}

/** A decision as it is stored. */
export interface StoredDecision extends Decision {
  /** No scan has carried it out yet. */
  readonly isDue: boolean;
}

/** `tmdb 603, chosen by ann on 2026-03-01: the remake` */
export function decisionText({ verdict, author, at, reason }: Decision): string {
  const because = reason === undefined ? '' : `: ${reason}`;
  return `${verdictText(verdict)} by ${author} on ${at.slice(0, 10)}${because}`;
}

function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'work':
      return `${verdict.id.kind} ${verdict.id.value}, chosen`;
    case 'none':
      return 'kept as a local item';
    case 'ignore':
      return 'ignored';
    case 'withdrawn':
      return 'decision taken back';
  }
}
