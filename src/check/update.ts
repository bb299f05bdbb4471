import { type Document, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { groupName, isTree, keyOf, keyOfList } from './compare.ts';
import type { Observation } from './expectation.ts';

/**
 * Changes the document of an expectation so that it fits what was observed. Members that it does not name stay unnamed,
 * except in groups that are new. Order and comments of what stays are kept.
 */
export function updateExpectation(document: Document, actual: Observation): void {
  if (!isMap(document.contents)) {
    document.contents = document.createNode({ version: 1, ...actual }) as Document['contents'];
    return;
  }
  const root = document.contents;
  if (!root.has('groups')) root.set('groups', document.createNode([]));
  const groups = root.get('groups', true);
  if (isSeq(groups)) updateList(document, groups, actual.groups, groupOf);
  if (root.has('counts')) updateMember(document, root, 'counts', actual.counts);
  if (root.has('writes')) updateMember(document, root, 'writes', actual.writes);
}

function groupOf(entry: unknown): string {
  return isTree(entry) ? groupName({ library: String(entry.library), group: String(entry.group) }) : '';
}

function updateMember(document: Document, map: YAMLMap, name: string, actual: unknown): void {
  const node = map.get(name, true);
  const key = keyOfList(name);
  if (isMap(node) && isTree(actual)) updateMap(document, node, actual, name === 'fields');
  else if (isSeq(node) && Array.isArray(actual) && key !== undefined) {
    updateList(document, node, actual, (entry) => keyOf(entry, key));
  } else if (actual === undefined) {
    if (!(isScalar(node) && node.value === null)) map.set(name, document.createNode(null));
  } else if (!isSame(node, actual)) {
    if (isScalar(node) && !isTree(actual) && !Array.isArray(actual)) node.value = actual;
    else map.set(name, document.createNode(actual));
  }
}

function updateMap(
  document: Document,
  map: YAMLMap,
  actual: Readonly<Record<string, unknown>>,
  areFields = false,
): void {
  const members = new Map(Object.entries(actual));
  for (const pair of map.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    const own = members.get(name);
    const isValueAlone = areFields && isTree(own) && !(isMap(pair.value) && pair.value.has('value'));
    updateMember(document, map, name, isValueAlone ? own.value : own);
  }
}

/** Entries that are gone are removed, new ones are added behind the others. */
function updateList(
  document: Document,
  list: YAMLSeq,
  actual: readonly unknown[],
  nameOf: (entry: unknown) => string,
): void {
  const rest = new Map(actual.map((entry) => [nameOf(entry), entry]));
  list.items = list.items.filter((item) => {
    if (!isMap(item)) return false;
    const name = nameOf(item.toJS(document));
    const entry = rest.get(name);
    rest.delete(name);
    if (!isTree(entry)) return false;
    updateMap(document, item, entry);
    return true;
  });
  for (const entry of rest.values()) list.items.push(document.createNode(entry));
}

function isSame(node: unknown, actual: unknown): boolean {
  const value: unknown = isMap(node) || isSeq(node) || isScalar(node) ? node.toJSON() : node;
  return JSON.stringify(value) === JSON.stringify(actual);
}
