import type { Credit } from '../../../model/records.ts';
import { wordTable } from '../../../model/word-table.ts';
import { present } from '../../shared/present.ts';
import type { MbRelation } from '../schema.ts';

type Department = Credit['department'];

/** Types of relationships that are credits (musicbrainz.org/relationships); others tie people in other ways. */
const DEPARTMENTS: ReadonlyMap<string, Department> = wordTable({
  producer: 'production',
  'executive producer': 'production',
  composer: 'music',
  lyricist: 'writing',
  librettist: 'writing',
  writer: 'writing',
  translator: 'writing',
  arranger: 'music',
  orchestrator: 'music',
  conductor: 'music',
  'chorus master': 'music',
  concertmaster: 'music',
  performer: 'music',
  instrument: 'music',
  vocal: 'music',
  'performing orchestra': 'music',
  remixer: 'music',
  'mix-DJ': 'music',
  programming: 'crew',
  engineer: 'crew',
  audio: 'crew',
  sound: 'crew',
  mix: 'crew',
  mastering: 'crew',
  recording: 'crew',
  balance: 'crew',
  editor: 'editing',
  'art direction': 'crew',
  design: 'crew',
  'design/illustration': 'crew',
  illustration: 'crew',
  photography: 'crew',
  'liner notes': 'crew',
});

/** Who played, wrote and produced, in the order of the answer, each person once for each thing they did. */
export function creditsOf(relations: readonly MbRelation[]): Credit[] {
  const seen = new Set<string>();
  return relations.flatMap((relation): Credit[] => {
    const { artist } = relation;
    const department = DEPARTMENTS.get(relation.type);
    const name = relation.creditedAs ?? artist?.name;
    if (artist === undefined || department === undefined || name === undefined) return [];
    const job = jobOf(relation);
    const key = `${artist.id} ${job}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ name, department, order: seen.size - 1, ids: { 'musicbrainz-artist': artist.id }, ...present({ job }) }];
  });
}

/** `Guitar, Lead vocals` rather than `Instrument`, where it says so. */
function jobOf({ type, attributes }: MbRelation): string {
  const what = type === 'instrument' || type === 'vocal' ? attributes.join(', ') || type : type;
  const qualified =
    type === 'instrument' || type === 'vocal' || attributes.length === 0 ? what : `${attributes.join(' ')} ${type}`;
  return qualified.charAt(0).toUpperCase() + qualified.slice(1);
}
