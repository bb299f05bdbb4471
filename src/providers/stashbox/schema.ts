import { z } from 'zod';
import { date, flag, list, maybe, positive, readable, requiredText, text, webUrl } from '../shared/tolerant.ts';

const named = maybe(z.object({ name: requiredText })).transform((thing) => thing?.name);

export const stashScene = z.object({
  id: z.guid().transform((id) => id.toLowerCase()),
  title: text,
  code: text,
  details: text,
  director: text,
  release_date: date,
  /** Seconds. */
  duration: positive,
  deleted: flag,
  urls: list(z.object({ url: webUrl })),
  studio: maybe(z.object({ name: requiredText, parent: named })),
  tags: list(z.object({ name: requiredText })).transform((tags) => tags.map(({ name }) => name)),
  images: list(z.object({ url: webUrl, width: positive, height: positive })),
  performers: list(
    z.object({
      as: text,
      performer: z.object({ id: maybe(z.guid()), name: requiredText, images: list(z.object({ url: webUrl })) }),
    }),
    'performer',
  ),
  fingerprints: list(
    z.object({
      algorithm: requiredText.transform((algorithm) => algorithm.toLowerCase()),
      hash: requiredText.transform((hash) => hash.toLowerCase()),
      duration: positive,
      submissions: positive,
    }),
  ),
});
export type StashScene = z.output<typeof stashScene>;

/** One file's scenes. Null stands for one that the server could not give: what is known of the file is not whole. */
const scenes = z.array(z.unknown()).transform((all) => {
  const there = all.filter((one) => one !== null);
  return { scenes: readable(stashScene, there, 'scene'), absent: all.length - there.length };
});

/** A server's own words, as long as a message may be. */
const LONGEST_WORDS = 200;
const graphqlErrors = list(z.object({ message: text.transform((words) => words?.slice(0, LONGEST_WORDS)) }));

/** What was asked for, and what went wrong beside it. */
export interface GraphqlAnswer<T> {
  readonly asked: T;
  readonly errors: readonly { readonly message?: string | undefined }[];
}

/** Begins the words of an answer that is nothing but an error. */
export const GRAPHQL_ERROR = 'GraphQL error: ';

/**
 * An answer of GraphQL, whose HTTP status is 200 either way: `errors` alone are no answer; beside data that can be used
 * they are handed on with it.
 */
function graphql<T>(data: z.ZodType<T>) {
  return z.unknown().transform((answer, context): GraphqlAnswer<T> => {
    const outer = z.object({ data: z.unknown().optional(), errors: graphqlErrors }).safeParse(answer);
    const errors = outer.data?.errors ?? [];
    const [error] = errors;
    const read = data.safeParse(outer.data?.data);
    if (read.success && !(error !== undefined && isEmpty(read.data))) return { asked: read.data, errors };
    if (error !== undefined) {
      const message = `${GRAPHQL_ERROR}${error.message ?? 'without a word'}`;
      context.issues.push({ code: 'custom', input: answer, message });
      return z.NEVER;
    }
    const { message = '', path = [] } = read.error?.issues[0] ?? {};
    context.issues.push({ code: 'custom', input: answer, message, path: ['data', ...path] });
    return z.NEVER;
  });
}

/** The words of an answer that is nothing but an error. */
export const graphqlError = z
  .object({ data: z.record(z.string(), z.unknown()).nullish(), errors: graphqlErrors })
  .refine(({ data, errors }) => errors.length > 0 && isEmpty(data ?? {}))
  .transform(({ errors: [error] }) => ({ said: `${GRAPHQL_ERROR}${error?.message ?? 'without a word'}` }));

/** An error beside nothing: the one thing that was asked for did not come. */
function isEmpty(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).every((value) => value === null);
}

/** One list a file; with fewer or more nobody could tell whose is which. */
export const byFingerprintsAnswer = (files: number) =>
  graphql(z.object({ findScenesBySceneFingerprints: z.array(scenes).length(files) }));
export const byIdAnswer = graphql(z.object({ findScene: z.union([stashScene, z.null()]) }));
export const byTermAnswer = graphql(z.object({ searchScene: scenes }));
