import { join } from 'node:path';
import type { ItemKind } from '../../../model/kinds.ts';
import type { ManagedFile } from '../../../model/media.ts';
import type { Hold } from '../../../model/overrides.ts';
import type { SourceValue } from '../../../model/records.ts';
import type { CreditView, ItemView, StoredImage } from '../../../model/views.ts';
import { identificationToDocument } from '../../documents/to-identification.ts';
import type { HoldDocument, ItemDocument } from './document.ts';

/**
 * A stored work as the document of `show --json`. `artworkFolder` makes the paths of pictures absolute; `holds` are what
 * persons hold of the work itself.
 */
export function itemToDocument(item: ItemView, artworkFolder: string, holds?: readonly Hold[]): ItemDocument {
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    year: item.year,
    ids: item.ids,
    identified: item.identified,
    position: item.position,
    fields: fieldsToDocument(item),
    cast: item.cast.map((credit) => creditToDocument(credit, artworkFolder)),
    crew: item.crew.map((credit) => creditToDocument(credit, artworkFolder)),
    images: item.images.map((image) => imageToDocument(image, artworkFolder)),
    files: item.files.map(fileToDocument),
    identification: item.identification === undefined ? undefined : identificationToDocument(item.identification),
    parents: item.parents.map(({ id, kind, title, ids }) => ({ id, kind, title, ids })),
    holds: holds?.map(holdToDocument),
    ...childrenByKind(item, artworkFolder),
  };
}

function holdToDocument({ field, mode, provider, value, author, at, reason }: Hold): HoldDocument {
  return { field, mode, value, source: provider, author, at, reason };
}

function fieldsToDocument(item: ItemView): ItemDocument['fields'] {
  const fields: ItemDocument['fields'] = {};
  for (const [name, { value, provider, values }] of Object.entries(item.fields)) {
    fields[name] = { value, source: provider, values: values.map(valueToDocument) };
  }
  return fields;
}

function valueToDocument(value: SourceValue): ItemDocument['fields'][string]['values'][number] {
  const { provider, providerId, confidence, fetchedAt, digest } = value;
  return { value: value.value, source: provider, sourceId: providerId, confidence, fetchedAt, digest };
}

function imageToDocument(image: ItemView['images'][number], folder: string): ItemDocument['images'][number] {
  const { provider, kind, url, ...picture } = image;
  return { kind, source: provider, url, ...pictureToDocument(picture, folder) };
}

function creditToDocument({ portrait, ...credit }: CreditView, folder: string): ItemDocument['cast'][number] {
  return { ...credit, ...(portrait === undefined ? {} : { portrait: pictureToDocument(portrait, folder) }) };
}

/** A picture with paths that lead to it from anywhere. */
function pictureToDocument({ path, thumbnails, ...rest }: StoredImage, folder: string) {
  return {
    ...rest,
    path: join(folder, path),
    thumbnails: thumbnails.map((thumbnail) => ({ ...thumbnail, path: join(folder, thumbnail.path) })),
  };
}

function fileToDocument(file: ItemView['files'][number]): ItemDocument['files'][number] {
  const { versionLabel, probe, managed, ...rest } = file;
  return {
    ...rest,
    version: versionLabel,
    probe: probe === undefined ? undefined : { ...probe },
    managed: managed === undefined ? undefined : managedToDocument(managed),
  };
}

function managedToDocument({ provider, languages, ...rest }: ManagedFile): ItemDocument['files'][number]['managed'] {
  return { source: provider, ...rest, languages: languages === undefined ? undefined : [...languages] };
}

type ChildMember = 'seasons' | 'episodes' | 'releaseGroups' | 'releases' | 'tracks';

const CHILD_MEMBERS: Readonly<Partial<Record<ItemKind, ChildMember>>> = {
  season: 'seasons',
  episode: 'episodes',
  'release-group': 'releaseGroups',
  release: 'releases',
  track: 'tracks',
};
/** What a kind always has a member for, empty or not. */
const OWN_CHILDREN: Readonly<Partial<Record<ItemKind, ChildMember>>> = {
  series: 'seasons',
  season: 'episodes',
  artist: 'releaseGroups',
  'release-group': 'releases',
  release: 'tracks',
};

function childrenByKind(item: ItemView, folder: string): Partial<Record<ChildMember, ItemDocument[]>> {
  const out: Partial<Record<ChildMember, ItemDocument[]>> = {};
  const own = OWN_CHILDREN[item.kind];
  if (own !== undefined) out[own] = [];
  for (const child of item.children) {
    const member = CHILD_MEMBERS[child.kind];
    if (member === undefined) continue;
    out[member] ??= [];
    out[member].push(itemToDocument(child, folder));
  }
  return out;
}
