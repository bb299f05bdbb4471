import { z } from 'zod';
import { type Answer, NOT_FOUND, ok } from '../../model/answer.ts';
import type { MediaGroup } from '../../model/files.ts';
import type { ExternalIds } from '../../model/ids.ts';
import type { SourceRecord } from '../../model/records.ts';
import { worksAbove } from '../arr/above.ts';
import type { ArrConfig } from '../arr/config.ts';
import { type ArrContext, KEEP_FAILURE_MS } from '../arr/context.ts';
import { arrFile, filesOf, locatedVideo, remotePath } from '../arr/file.ts';
import { inspection } from '../arr/inspection.ts';
import { type Loaded, loadList, loadPart } from '../arr/load-list.ts';
import { type LocalPaths, localPaths } from '../arr/local-paths.ts';
import { type PathIndex, pathIndex } from '../arr/path-index.ts';
import type { Digested } from '../arr/read-list.ts';
import { severalWorks } from '../arr/several.ts';
import { arrTagIds, tagLabels } from '../arr/tags.ts';
import { arrGenres, arrImages, ownId } from '../arr/values.ts';
import type { InspectableManager, LocatedFile } from '../port.ts';
import { query } from '../shared/addresses.ts';
import { answerMemo } from '../shared/answer-memo.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { present } from '../shared/present.ts';
import { date, flag, maybe, numericId, rawText, runtime, text } from '../shared/tolerant.ts';
import { actors } from './people.ts';
import { WHISPARR } from './service.ts';

/** One site of `GET /api/v3/series` of Whisparr 2, written from its specification. */
export const whisparrSite = z.object({
  id: z.number().int().positive(),
  title: text,
  genres: arrGenres,
  network: text,
  path: rawText,
  tags: arrTagIds,
});

/** `2021-05-01`, or the object of the specification: `{ year, month, day }`. */
const day = z.union([
  z
    .object({ year: z.number().int(), month: z.number().int(), day: z.number().int() })
    .transform(({ year, month, day: of }) => [year, month, of].map((part) => String(part).padStart(2, '0')).join('-')),
  date,
]);

/** One scene of `GET /api/v3/episode?seriesId=&includeEpisodeFile=true` of Whisparr 2. */
export const whisparrScene = z.object({
  id: z.number().int().positive(),
  /** ThePornDB's number, in the place of TheTVDB's. */
  tvdbId: numericId,
  title: text,
  overview: text,
  releaseDate: day,
  runtime,
  monitored: flag,
  actors,
  images: arrImages,
  episodeFile: maybe(arrFile),
});

type Site = Digested<z.output<typeof whisparrSite>>;
type Scene = Digested<z.output<typeof whisparrScene>>;

/** Sites whose scenes are kept: each scene is a group of its own, and those of a site come soon after one another. */
const KEPT_SITES = 32;

interface SiteLibrary {
  readonly byFolder: PathIndex<Site>;
  /** Folders as Whisparr sees them. */
  readonly folders: readonly string[];
}

/** Whisparr 2, which has the model of Sonarr: sites once, the scenes of each site with changed files. A scene is a movie here. */
export function whisparrSites(config: ArrConfig, context: ArrContext): InspectableManager {
  const local = localPaths(config.pathMap, context.roots ?? []);
  const labels = tagLabels(WHISPARR, config, context);
  const now = present({ now: context.now });
  const lists = answerMemo<SiteLibrary>({ limit: 1, keepFailureMs: KEEP_FAILURE_MS, ...now });
  const sceneLists = answerMemo<Loaded<z.output<typeof whisparrScene>>>({
    limit: KEPT_SITES,
    keepFailureMs: KEEP_FAILURE_MS,
    ...now,
  });

  const library = (signal: AbortSignal): Promise<Answer<SiteLibrary>> =>
    lists.ask('list', signal, async () => {
      const spec = { resource: 'series', schema: whisparrSite, what: 'site' };
      const answer = await loadList(WHISPARR, config, context, spec, signal);
      if (answer.status !== 'ok') return answer;
      await local.prepare(answer.value.elements.flatMap(({ path }) => path ?? []));
      return ok(siteLibrary(answer.value, local.of));
    });
  const scenesOf = ({ id }: Site, signal: AbortSignal) =>
    sceneLists.ask(String(id), signal, () => {
      const resource = `episode${query({ seriesId: id, includeEpisodeFile: 'true' })}`;
      return loadPart(WHISPARR, config, context, { resource, schema: whisparrScene, what: 'scene' }, signal);
    });

  return {
    ...inspection(WHISPARR, config, context, { libraries: ['adult'], local, library }),
    groups: ['movie'],

    async locate(group, signal) {
      if (group.kind !== 'movie') return NOT_FOUND;
      const list = await library(signal);
      if (list.status !== 'ok') return list;
      const [site, ...others] = worksAbove(list.value.byFolder, group);
      if (site === undefined || others.length > 0) return NOT_FOUND;
      const answer = await scenesOf(site, signal);
      if (answer.status !== 'ok') return answer;
      const known = knownScenes(site, answer.value.elements, group, local.of);
      const [first] = known;
      if (first === undefined) return NOT_FOUND;
      const scenes = new Set(known.map(({ scene }) => scene));
      if (scenes.size > 1) {
        const titles = [...scenes].map(({ title }) => title);
        context.warn(severalWorks('whisparr', config, group, { one: 'scene', many: 'scenes', titles }));
        return NOT_FOUND;
      }
      const tags = await labels(site.tags, signal);
      const record = sceneRecord(first.scene, site, config, { fetchedAt: answer.value.fetchedAt, tags });
      return ok({ ids: record.ids, record, files: known.map(({ file }) => file) });
    },

    // The list has the sites only: a scene is found by its path.
    byId: async () => NOT_FOUND,
  };
}

function siteLibrary({ elements }: Loaded<z.output<typeof whisparrSite>>, toLocal: LocalPaths['of']): SiteLibrary {
  const byFolder = pathIndex<Site>();
  for (const site of elements) if (site.path !== undefined) byFolder.add(toLocal(site.path), site);
  return { byFolder, folders: elements.flatMap(({ path }) => path ?? []) };
}

/** The scenes that a group's own files are. */
function knownScenes(
  site: Site,
  scenes: readonly Scene[],
  group: MediaGroup,
  toLocal: LocalPaths['of'],
): readonly { readonly scene: Scene; readonly file: LocatedFile }[] {
  const here = filesOf(group.files.filter(({ role }) => role === 'main'));
  return scenes.flatMap((scene) => {
    const { episodeFile } = scene;
    const remote = remotePath(episodeFile, site.path);
    const path = remote === undefined ? undefined : here.at(toLocal(remote));
    return episodeFile === undefined || path === undefined
      ? []
      : [{ scene, file: locatedVideo('whisparr', episodeFile, path) }];
  });
}

/** A scene of Whisparr 2 as a movie, with what its site says of all of them. */
export function sceneRecord(
  scene: Scene,
  site: Site,
  config: ArrConfig,
  context: { readonly fetchedAt: string; readonly tags: readonly string[] },
): SourceRecord {
  const id = ownId(config, 'whisparr', String(scene.id));
  const ids: ExternalIds = present({ whisparr: id, theporndb: scene.tvdbId });
  return {
    ...bareRecord('whisparr', 'movie', id, { fetchedAt: context.fetchedAt, digest: scene.digest }),
    ids,
    values: present({
      title: scene.title,
      year: scene.releaseDate === undefined ? undefined : Number(scene.releaseDate.slice(0, 4)),
      releaseDate: scene.releaseDate,
      overview: scene.overview,
      runtime: scene.runtime,
      genres: site.genres,
      tags: context.tags,
      studios: [site.title, site.network].flatMap((studio) => studio ?? []),
      added: scene.episodeFile?.dateAdded,
      monitored: scene.monitored,
    }),
    credits: scene.actors,
    images: scene.images,
  };
}
