import { mergeIds } from '../../model/external-ids.ts';
import type { ExternalIdKind, ExternalIds } from '../../model/ids.ts';
import type { MetadataSource } from '../../providers/port.ts';
import type { ScanContext } from '../context.ts';
import type { Recognition, With } from '../envelope.ts';
import type { Collect } from './collect.ts';

/** The ids with the one that the source asks by; a foreign id is turned into it by one request. */
export async function withOwnId(
  context: ScanContext,
  { group, recognised }: With<'identified'>,
  source: MetadataSource,
  ids: ExternalIds,
  collect: Collect,
): Promise<ExternalIds> {
  const own = source.idKind[group.kind];
  if (own === undefined || ids[own] !== undefined) return ids;
  const known = recognisedIds(recognised?.recognitions ?? [], own);
  if (known !== undefined) return mergeIds([ids, known]);
  for (const kind of source.resolves) {
    const value = kind === 'mbid' ? undefined : ids[kind];
    if (kind === 'mbid' || value === undefined) continue;
    const work = await collect(source.id, () => source.resolve({ kind, value }, group.kind, context.signal));
    if (work !== undefined) return mergeIds([ids, work.ids]);
  }
  return ids;
}

/** The ids of the one work that the files are known as by their content, for who asks by such ids. */
function recognisedIds(recognitions: readonly Recognition[], own: ExternalIdKind): ExternalIds | undefined {
  const works = recognitions
    .flatMap(({ answers }) => [...answers.values()])
    .flatMap((answer) => (answer.status === 'ok' ? answer.value : []))
    .map(({ candidate }) => candidate.ids)
    .filter((ids) => ids[own] !== undefined);
  const [work] = works;
  return works.every((ids) => ids[own] === work?.[own]) ? work : undefined;
}
