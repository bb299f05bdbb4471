import type { Candidate } from '../../model/outcome.ts';
import type { Credit, ImageCandidate, SourceRecord } from '../../model/records.ts';
import { yearOf } from '../../model/year.ts';
import { digestOfJson } from '../../util/digest.ts';
import type { FileFingerprint, FingerprintMatch } from '../port.ts';
import { bareRecord } from '../shared/bare-record.ts';
import { present } from '../shared/present.ts';
import type { BoxIds } from './config.ts';
import type { StashScene } from './schema.ts';

/** A scene as a work that a file may be. A scene is a movie here, as those of Whisparr are. */
export function sceneCandidate(scene: StashScene, ids: BoxIds): Candidate {
  const id = ids.of(scene.id);
  return {
    provider: 'stashbox',
    providerId: id,
    kind: 'movie',
    ids: { [ids.kind]: id },
    title: scene.title ?? scene.code ?? scene.id,
    alternativeTitles: fileTitles(scene),
    ...present({ year: yearOf(scene.release_date) }),
  };
}

/** A scene that a file is known as, with how long the files of that fingerprint are and how many say so. */
export function fingerprintMatch(
  scene: StashScene,
  fingerprints: readonly FileFingerprint[],
  ids: BoxIds,
): FingerprintMatch {
  const known = scene.fingerprints.find(({ algorithm, hash }) =>
    fingerprints.some((own) => own.algorithm === algorithm && own.hash === hash),
  );
  const { duration, submissions } = known ?? {};
  return { candidate: sceneCandidate(scene, ids), ...present({ duration, submissions }) };
}

export function sceneRecord(scene: StashScene, fetchedAt: string, ids: BoxIds): SourceRecord {
  const { studio, release_date: releaseDate } = scene;
  // How many people sent a fingerprint says nothing of the scene.
  const { fingerprints: _, ...facts } = scene;
  const record = bareRecord('stashbox', 'movie', ids.of(scene.id), { fetchedAt, digest: digestOfJson(facts) });
  return {
    ...record,
    ids: { [ids.kind]: record.providerId },
    values: present({
      title: scene.title,
      year: yearOf(scene.release_date),
      releaseDate,
      overview: scene.details,
      runtime: scene.duration === undefined ? undefined : Math.max(1, Math.round(scene.duration / 60)),
      tags: scene.tags,
      studios: [studio?.name, studio?.parent].filter((name) => name !== undefined),
      catalogNumber: scene.code,
      homepage: scene.urls.flatMap(({ url }) => url ?? [])[0],
    }),
    credits: credits(scene, ids),
    images: images(scene),
  };
}

/** What files are called: the studio or those who play stand before the title. */
function fileTitles({ title, studio, performers }: StashScene): string[] {
  if (title === undefined) return [];
  const names = performers.map(({ performer }) => performer.name).join(' ');
  const before = [studio?.name ?? '', names, `${studio?.name ?? ''} ${names}`];
  return [...new Set(before.map((words) => words.trim()))].flatMap((words) =>
    words === '' ? [] : [`${words} ${title}`],
  );
}

function credits({ performers, director }: StashScene, ids: BoxIds): Credit[] {
  const cast = performers.map(
    ({ as, performer }, order): Credit => ({
      name: performer.name,
      department: 'cast',
      order,
      ids: performer.id === undefined ? {} : { [ids.kind]: ids.of(performer.id) },
      ...present({ character: as, profileUrl: performer.images[0]?.url }),
    }),
  );
  return director === undefined
    ? cast
    : [...cast, { name: director, department: 'directing', job: 'Director', order: cast.length, ids: {} }];
}

/** Upright pictures are covers, the others frames of the scene. */
function images(scene: StashScene): ImageCandidate[] {
  return scene.images.flatMap(({ url, width, height }): ImageCandidate[] => {
    if (url === undefined) return [];
    const upright = width !== undefined && height !== undefined && height > width;
    return [{ kind: upright ? 'poster' : 'backdrop', url, ...present({ width, height }) }];
  });
}
