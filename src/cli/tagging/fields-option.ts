import { fieldName } from '../../media/tags/vocabulary.ts';
import { RevengeError } from '../../model/errors.ts';
import { isWritten } from '../../tagging/embedded/field-table.ts';

/**
 * The fields of audio files that `--fields` names, as Picard or the files call them: `title`, `musicbrainz_albumid`.
 *
 * @throws RevengeError `USAGE` where a name is none.
 */
export function tagFieldsNamed(names: string): ReadonlySet<string> {
  const fields = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const field = fieldName(name)?.field;
      if (field !== undefined && isWritten(field)) return field;
      throw new RevengeError('USAGE', `There is no field ${name} of audio files`, {
        hint: 'docs/tagging.md lists the fields: title, artist, album, date, genre, musicbrainz_albumid …',
      });
    });
  return new Set(fields);
}
