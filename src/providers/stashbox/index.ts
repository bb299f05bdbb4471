import type { HttpGateway } from '../../http/port.ts';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { FingerprintSource, MetadataSource } from '../port.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { mapped } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { FILES_AT_ONCE, type FoundScenes, stashBoxClient } from './client.ts';
import { boxIds, type StashBoxConfig } from './config.ts';
import { fingerprintMatch, sceneCandidate, sceneRecord } from './map.ts';

/** Scenes that are kept between recognising a file and fetching what is known of it: several batches. */
const KEPT_SCENES = 400;

/** One stash-box: scenes by the fingerprints of their files, by id and by words. */
export interface StashBox {
  readonly metadata: MetadataSource;
  readonly fingerprints: FingerprintSource;
}

/**
 * A stash-box (StashDB and its kin) as a source for adult libraries: one request for each 40 files, and none more for
 * what was recognised by that.
 */
export function createStashBox(config: StashBoxConfig, gateway: HttpGateway, warn: WarningCollector): StashBox {
  const client = stashBoxClient(gateway, config, warn);
  const ids = boxIds(config);
  const known = answerMemo<FoundScenes>({ limit: KEPT_SCENES });

  const keep = async ({ scenes, fetchedAt }: FoundScenes, signal: AbortSignal): Promise<void> => {
    for (const scene of scenes) await known.ask(scene.id, signal, async () => ok({ scenes: [scene], fetchedAt }));
  };
  const byId = (id: string, signal: AbortSignal): Promise<Answer<FoundScenes>> =>
    known.ask(id, signal, () => client.byId(id, signal));
  const ofOne = <T>(
    answer: Answer<FoundScenes>,
    map: (scene: FoundScenes['scenes'][number], fetchedAt: string) => T,
  ): Answer<T> => {
    if (answer.status !== 'ok') return answer;
    const [scene] = answer.value.scenes;
    return scene === undefined ? NOT_FOUND : ok(map(scene, answer.value.fetchedAt));
  };

  return {
    fingerprints: {
      id: 'stashbox',
      groups: ['movie'],
      filesAtOnce: FILES_AT_ONCE,
      async recognise(files, signal) {
        const answers = [];
        for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
          const batch = files.slice(start, start + FILES_AT_ONCE);
          for (const [place, answer] of (await client.byFingerprints(batch, signal)).entries()) {
            if (answer.status === 'ok') await keep(answer.value, signal);
            answers.push(
              mapped(answer, ({ scenes }) => scenes.map((scene) => fingerprintMatch(scene, batch[place] ?? [], ids))),
            );
          }
        }
        return answers;
      },
    },
    metadata: {
      id: 'stashbox',
      instance: config.name,
      groups: ['movie'],
      resolves: [ids.kind],
      idKind: { movie: ids.kind },

      async search({ kind, title }, signal) {
        if (kind !== 'movie' || title.trim() === '') return ok([]);
        const answer = await client.byTerm(title, signal);
        if (answer.status === 'ok') await keep(answer.value, signal);
        return mapped(answer, ({ scenes }) => scenes.map((scene) => sceneCandidate(scene, ids)));
      },
      async resolve({ kind, value }, group, signal) {
        const id = kind === ids.kind ? ids.in({ [kind]: value }) : undefined;
        if (group !== 'movie' || id === undefined) return NOT_FOUND;
        return ofOne(await byId(id, signal), (scene) => sceneCandidate(scene, ids));
      },
      complete: async (candidate) => ok(candidate),
      async fetch(given, group, _wanted, signal) {
        const id = ids.in(given);
        if (group !== 'movie' || id === undefined) return NOT_FOUND;
        return ofOne(await byId(id, signal), (scene, fetchedAt) => sceneRecord(scene, fetchedAt, ids));
      },
    },
  };
}
