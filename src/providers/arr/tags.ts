import { z } from 'zod';
import { printable } from '../../model/text.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import { list, numericId, requiredList, text } from '../shared/tolerant.ts';
import type { ArrConfig } from './config.ts';
import { type ArrContext, KEEP_FAILURE_MS } from './context.ts';
import { type ArrService, arrRequest } from './request.ts';

/** Ids of the labels that a person gave to a work; the list of works has the numbers only. */
export const arrTagIds = list(numericId.refine((id) => id !== undefined)).transform((ids) =>
  ids.flatMap((id) => id ?? []),
);

export const tagList = requiredList(z.object({ id: numericId, label: text }));

/** The labels of some ids. Asks nothing where there are no ids, and `GET /tag` once a run where there are. */
export type TagLabels = (ids: readonly string[], signal: AbortSignal) => Promise<readonly string[]>;

/** Labels cannot be had without a request of their own; where that fails the work goes without them, and it is said once. */
export function tagLabels(service: ArrService, config: ArrConfig, context: ArrContext): TagLabels {
  const memo = answerMemo<ReadonlyMap<string, string>>({ limit: 1, keepFailureMs: KEEP_FAILURE_MS });
  const load = async (signal: AbortSignal) => {
    const asked = await context.gateway.json(arrRequest(service, config, 'tag'), tagList, signal);
    if (asked.status !== 'ok') {
      const name = config.name ?? service.provider;
      context.warn({
        code: `${service.provider}.no-tags`,
        message: `${printable(name)}: the labels of its tags could not be read: ${asked.status === 'unavailable' ? asked.error.message : 'the list is not there (404)'}`,
        hint: 'Its works are stored without their tags; the next look at them adds these.',
      });
    }
    return mapped(asked, ({ data }) => {
      const pairs = data.flatMap(({ id, label }) =>
        id === undefined || label === undefined ? [] : [[id, label] as const],
      );
      return new Map(pairs);
    });
  };
  return async (ids, signal) => {
    if (ids.length === 0) return [];
    const answer = await memo.ask('tags', signal, () => load(signal));
    return answer.status === 'ok' ? ids.flatMap((id) => answer.value.get(id) ?? []) : [];
  };
}
