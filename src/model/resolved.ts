import type { FieldName, Fields } from './fields.ts';
import type { ProviderId } from './ids.ts';
import type { ItemKind } from './kinds.ts';
import type { SourceValue } from './records.ts';

/** The value that holds for each field, and from whom. */
export type ResolvedFields = {
  readonly [F in FieldName]?: { readonly value: Fields[F]; readonly provider: ProviderId };
};

/** Picks one value a field; pure, given by `reconcile` with a policy bound. */
export type Resolve = (values: readonly SourceValue[], kind: ItemKind) => ResolvedFields;
