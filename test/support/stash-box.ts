import { z } from 'zod';
import { type Handler, json } from './http-server.ts';

/** A scene as a stash-box answers it, as far as it is looked up by. Members beside are answered as they are. */
export const boxScenes = z.array(
  z.looseObject({
    id: z.string(),
    title: z.string().nullable(),
    fingerprints: z.array(z.looseObject({ algorithm: z.string(), hash: z.string() })),
  }),
);
export type BoxScene = z.output<typeof boxScenes>[number];

const asked = z.object({
  query: z.string(),
  variables: z.object({
    fingerprints: z.array(z.array(z.object({ algorithm: z.string(), hash: z.string() }))).optional(),
    id: z.string().optional(),
    term: z.string().optional(),
  }),
});
export type Asked = z.output<typeof asked>;

/** What was asked with one request. */
export function askedOf(body: string): Asked {
  return asked.parse(JSON.parse(body));
}

/** A stash-box with these scenes, after the schema of the real one; like it, it takes 40 files at once. */
export function stashBox(scenes: readonly BoxScene[]): Handler {
  return (request, response) => json(answer(scenes, askedOf(request.body)))(request, response);
}

function answer(scenes: readonly BoxScene[], { query, variables }: Asked): unknown {
  const { fingerprints = [], id, term = '' } = variables;
  if (query.includes('findScenesBySceneFingerprints(')) {
    if (fingerprints.length > 40) return { errors: [{ message: 'too many scenes' }], data: null };
    const known = (file: (typeof fingerprints)[number], scene: BoxScene): boolean =>
      scene.fingerprints.some((print) =>
        file.some(({ algorithm, hash }) => algorithm === print.algorithm && hash === print.hash),
      );
    return {
      data: {
        findScenesBySceneFingerprints: fingerprints.map((file) => scenes.filter((scene) => known(file, scene))),
      },
    };
  }
  if (query.includes('findScene(')) return { data: { findScene: scenes.find((scene) => scene.id === id) ?? null } };
  const words = term.toLowerCase();
  return { data: { searchScene: scenes.filter(({ title }) => title?.toLowerCase().includes(words) === true) } };
}
