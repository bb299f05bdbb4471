import { z } from 'zod';
import { type Answer, ok } from '../../model/answer.ts';
import { alwaysThere } from '../shared/answers.ts';
import type { ArrConfig } from './config.ts';
import type { ArrContext } from './context.ts';
import { type Digested, distinctElements, readList } from './read-list.ts';
import { type ArrService, arrList, arrRequest } from './request.ts';

/** The readable elements of a list, and when it was fetched. */
export interface Loaded<T> {
  readonly elements: readonly Digested<T>[];
  readonly fetchedAt: string;
}

/** What to load, and how its elements are read and called. */
export interface ListSpec<T> {
  /** Below the API: `movie`, `track?artistId=1`. */
  readonly resource: string;
  readonly schema: z.ZodType<T>;
  /** `movie`, `series`, `episode` … */
  readonly what: string;
}

const elements = z.array(z.unknown());

/** Loads a list that is there whenever the service is: a 404 hence is another server. Elements that cannot be read are told of and left out. */
export async function loadList<T extends object>(
  service: ArrService,
  config: ArrConfig,
  context: ArrContext,
  spec: ListSpec<T>,
  signal: AbortSignal,
): Promise<Answer<Loaded<T>>> {
  return alwaysThere(await loadPart(service, config, context, spec, signal), arrList(service, config));
}

/** Loads a list that belongs to one work, which may be gone since: then `not-found`. */
export async function loadPart<T extends object>(
  service: ArrService,
  config: ArrConfig,
  context: ArrContext,
  { resource, schema, what }: ListSpec<T>,
  signal: AbortSignal,
): Promise<Answer<Loaded<T>>> {
  const asked = await context.gateway.json(arrRequest(service, config, resource), elements, signal);
  if (asked.status !== 'ok') return asked;
  const told = { provider: service.provider, config, what, warn: context.warn };
  const read = distinctElements(readList(asked.value.data, schema, told), told);
  return ok({ elements: read, fetchedAt: asked.value.fetchedAt });
}
