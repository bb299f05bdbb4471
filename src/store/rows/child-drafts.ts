import type { ItemDraft } from '../../model/drafts.ts';
import type { Position } from '../../model/records.ts';
import type { Resolve } from '../../model/resolved.ts';
import { titleKey } from '../../model/title-key.ts';
import { member } from '../cells.ts';
import type { ChildIdentity } from '../match-children.ts';

/** A child of a draft with its place: as it says, else as its fields do, else in the season of its parent. */
export interface PlacedChild {
  readonly draft: ItemDraft;
  readonly identity: ChildIdentity;
}

/** The children of a draft, each with what tells which one it is. */
export function placedChildren(parent: ItemDraft, resolve: Resolve): readonly PlacedChild[] {
  return parent.children.map((child) => {
    const { draft, title } = placed(child, parent, resolve);
    return { draft, identity: identityOf(draft, title) };
  });
}

function identityOf(draft: ItemDraft, title: string): ChildIdentity {
  return { kind: draft.kind, position: draft.position ?? {}, ids: draft.ids, titleKey: titleKey(title) };
}

function placed(child: ItemDraft, parent: ItemDraft, resolve: Resolve) {
  const fields = resolve(child.values, child.kind);
  const season = fields.seasonNumber?.value ?? (child.kind === 'episode' ? parent.position?.season : undefined);
  const position: Position = {
    ...member('season', season),
    ...member('episode', fields.episodeNumber?.value),
    ...member('absolute', fields.absoluteNumber?.value),
    ...member('disc', fields.discNumber?.value),
    ...member('track', fields.trackNumber?.value),
    ...child.position,
  };
  return { draft: { ...child, position }, title: fields.title?.value ?? '' };
}
