import { RevengeError } from '../../../model/errors.ts';
import { FIELD_NAMES, fieldNamed, fieldsNear } from '../../../model/field-names.ts';
import { EXTERNAL_ID_KINDS } from '../../../model/ids.ts';
import { allNear } from '../../../model/nearest.ts';
import type { ItemView } from '../../../model/views.ts';
import { filesOfWork } from '../../../report/item-facts.ts';
import type { ListRow } from '../../../store/port.ts';

/** A column that `--fields` names, with its value for an item; `undefined` where the item has none. */
export interface FieldColumn {
  readonly name: string;
  /** Whether the whole item is needed, beyond its row of the list. */
  readonly needsItem: boolean;
  readonly value: (row: ListRow, item: ItemView | undefined) => unknown;
}

const ROW_COLUMNS: readonly FieldColumn[] = [
  ofRow('id', ({ id }) => id),
  ofRow('kind', ({ kind }) => kind),
  ofRow('title', ({ title }) => title),
  ofRow('year', ({ year }) => year),
  ofRow('artist', ({ artist }) => artist),
  ofRow('files', ({ files }) => files),
  ofRow('parts', ({ children }) => children),
  ofRow('sources', ({ sources }) => sources),
  ofRow('identified', ({ identified }) => (identified ? 'yes' : 'no')),
];

const ITEM_COLUMNS: readonly FieldColumn[] = [
  ...EXTERNAL_ID_KINDS.map((kind) => ofItem(kind, ({ ids }) => ids[kind])),
  ofItem('library', (item) => filesOfWork(item)[0]?.library),
  ofItem('path', (item) => filesOfWork(item)[0]?.path),
  ofItem('bytes', (item) => filesOfWork(item).reduce((sum, { size }) => sum + size, 0)),
];

/** What is printed where `--fields` is not given: the columns of a plain list. */
export const PLAIN_COLUMNS = ROW_COLUMNS;

/**
 * The columns that are named, in their order: those of the list, ids (`tmdb`), `library`, `path` and `bytes` of the files, and
 * every field of an item.
 * @throws RevengeError `USAGE` at an unknown name, with the nearest one.
 */
export function fieldColumns(names: readonly string[]): readonly FieldColumn[] {
  return names.map((name) => {
    const wanted = name.trim();
    const small = wanted.toLowerCase();
    const known = [...ROW_COLUMNS, ...ITEM_COLUMNS].find((column) => column.name === small);
    if (known !== undefined) return known;
    const field = fieldNamed(wanted);
    if (field === undefined || wanted === '') throw unknownField(wanted);
    return ofItem(field, ({ fields }) => fields[field]?.value);
  });
}

function unknownField(name: string): RevengeError {
  const columns = [...ROW_COLUMNS, ...ITEM_COLUMNS].map((column) => column.name);
  const [near] = [...allNear(name, [...columns, ...FIELD_NAMES]), ...fieldsNear(name)];
  return new RevengeError('USAGE', `there is no field "${name}"`, {
    hint:
      near === undefined
        ? `Fields: ${[...new Set([...columns, ...FIELD_NAMES])].join(', ')}.`
        : `Did you mean ${near}?`,
  });
}

function ofRow(name: string, value: (row: ListRow) => unknown): FieldColumn {
  return { name, needsItem: false, value };
}

function ofItem(name: string, value: (item: ItemView) => unknown): FieldColumn {
  return { name, needsItem: true, value: (_row, item) => (item === undefined ? undefined : value(item)) };
}
