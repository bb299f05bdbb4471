import type { ErrorCode } from '../../model/errors.ts';
import { type UnaskedSource, unaskedSource } from '../../model/outcome.ts';
import type { SourceRecord } from '../../model/records.ts';
import type { KnownWork } from '../../providers/port.ts';
import type { ScanContext } from '../context.ts';
import type { With } from '../envelope.ts';
import { answerOf } from '../isolate.ts';
import { warnOfUnasked } from './collect.ts';
import { keepsItsFacts } from './keeps-its-facts.ts';

/**
 * What sources add that are asked by id only: ratings, tags, pictures. Where one has had its share of requests or refuses
 * the key, asking again soon does not help, so the group is not `degraded` by it.
 */
export async function supplement(
  context: ScanContext,
  envelope: With<'identified'>,
  known: Omit<KnownWork, 'kind'>,
  { missing, idle }: { readonly missing: UnaskedSource[]; readonly idle: UnaskedSource[] },
): Promise<readonly SourceRecord[]> {
  if (keepsItsFacts(envelope)) return [];
  const { group } = envelope;
  const sources = (context.sources.supplements ?? []).filter(({ groups }) => groups.includes(group.kind));
  const answers = await Promise.all(
    sources.map(async (source) => ({
      source,
      answer: await answerOf(context, () => source.supplement({ kind: group.kind, ...known }, context.signal)),
    })),
  );
  return answers.flatMap(({ source, answer }) => {
    if (answer.status === 'unavailable') {
      const unasked = unaskedSource(source.id, answer.error);
      warnOfUnasked(context, group, unasked);
      (IDLE_TO_REPEAT.has(answer.error.code) ? idle : missing).push(unasked);
    }
    return answer.status === 'ok' ? [answer.value] : [];
  });
}

const IDLE_TO_REPEAT: ReadonlySet<ErrorCode> = new Set(['HTTP_AUTH', 'HTTP_RATE_LIMITED']);
