import { Option } from 'commander';
import { ITEM_KINDS } from '../../model/kinds.ts';

/** `--kind` of a command that works on one stored work. */
export function meantKind(): Option {
  return new Option(
    '-k, --kind <kind>',
    'find only items of this kind; adult: find an item of an adult library',
  ).choices([...ITEM_KINDS, 'adult']);
}
