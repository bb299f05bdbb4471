import { Option } from 'commander';
import { ITEM_KINDS } from '../../model/kinds.ts';

/** `--kind` of a command that works on one stored work. */
export function meantKind(): Option {
  return new Option(
    '-k, --kind <kind>',
    'kind of the work, where several are called the same; adult = a work of an adult library',
  ).choices([...ITEM_KINDS, 'adult']);
}
