import type { ItemDraft } from '../../model/drafts.ts';
import { identityIds, isIdentity } from '../../model/identity.ts';
import type { ExternalId } from '../../model/ids.ts';
import type { ItemKind } from '../../model/kinds.ts';
import { resolveBy } from '../../model/policies.ts';
import type { Resolve } from '../../model/resolved.ts';
import { titleKey } from '../../model/title-key.ts';
import type { GroupSave } from '../port.ts';

/** A draft of a save. */
export interface SoughtDraft {
  readonly draft: ItemDraft;
  /** Key of the title of those that are found by it: parents. */
  readonly titleKey?: string;
}

/** The drafts of saves with all their parents and children. */
export function draftsWithTitles(saves: readonly GroupSave[]): readonly SoughtDraft[] {
  const drafts: SoughtDraft[] = [];
  for (const { draft, policy } of saves) {
    if (draft !== undefined) addRelatives(drafts, draft, resolveBy(policy), false);
  }
  return drafts;
}

function addRelatives(drafts: SoughtDraft[], draft: ItemDraft, resolve: Resolve, isParent: boolean): void {
  const title = isParent ? resolve(draft.values, draft.kind).title?.value : undefined;
  drafts.push(title === undefined || title === '' ? { draft } : { draft, titleKey: titleKey(title) });
  if (draft.parent !== undefined) addRelatives(drafts, draft.parent, resolve, true);
  for (const child of draft.children) addRelatives(drafts, child, resolve, false);
}

/** The ids by which the items of drafts may be found, former ones too. */
export function draftIdentities(drafts: readonly SoughtDraft[]): readonly (ExternalId & { itemKind: ItemKind })[] {
  return drafts.flatMap(({ draft }) =>
    [...identityIds(draft.kind, draft.ids), ...formerIdentities(draft)].map((id) => ({
      ...id,
      itemKind: draft.kind,
    })),
  );
}

/** Ids that were the identity of a draft's item before the catalogue merged them. */
export function formerIdentities({ kind, formerIds = [] }: ItemDraft): readonly ExternalId[] {
  return formerIds.filter((id) => isIdentity(kind, id.kind));
}

/** Whom a credit may be of. */
interface SoughtPerson {
  readonly kind: string;
  readonly value: string;
  /** Something is said of them that may be new. */
  told: boolean;
}

/** Whom the credits of drafts may be of, each once: people by their ids, and by name those that have none. */
export function draftPeople(drafts: readonly SoughtDraft[]) {
  const ids = new Map<string, SoughtPerson>();
  const names = new Set<string>();
  for (const { draft } of drafts) {
    for (const credit of draft.credits.flatMap(({ credits }) => credits)) {
      let nameless = true;
      for (const [kind, value] of Object.entries(credit.ids)) {
        nameless = false;
        const key = `${kind} ${value}`;
        const told = credit.profileUrl !== undefined;
        const known = ids.get(key);
        if (known === undefined) ids.set(key, { kind, value, told });
        else known.told ||= told;
      }
      if (nameless) names.add(credit.name);
    }
  }
  return { ids: [...ids.values()], names: [...names] };
}
