import { type Answer, ok } from '../model/answer.ts';
import { compact } from '../model/compact.ts';
import { sealCandidate, sealIds, sealRecord, sealValue } from '../model/seal.ts';
import type { Contribution } from './descriptor.ts';
import type {
  ArtworkSource,
  FingerprintSource,
  InspectableManager,
  LocalSource,
  Located,
  LocatedFile,
  MetadataSource,
  RecognitionSource,
  SupplementSource,
} from './port.ts';

/**
 * Seals all records and candidates of sources. The registry does this with every source that it creates, so that all code
 * behind the port can store, compare and print them as they are.
 */
export function sealContribution(contribution: Contribution): Contribution {
  const { managers, metadata, artwork, supplements, recognition, fingerprints, local } = contribution;
  return {
    ...(managers === undefined ? {} : { managers: managers.map(sealManager) }),
    ...(metadata === undefined ? {} : { metadata: metadata.map(sealMetadata) }),
    ...(artwork === undefined ? {} : { artwork: artwork.map(sealArtwork) }),
    ...(supplements === undefined ? {} : { supplements: supplements.map(sealSupplement) }),
    ...(recognition === undefined ? {} : { recognition: recognition.map(sealRecognition) }),
    ...(fingerprints === undefined ? {} : { fingerprints: fingerprints.map(sealFingerprints) }),
    ...(local === undefined ? {} : { local: local.map(sealLocal) }),
  };
}

function sealManager(source: InspectableManager): InspectableManager {
  return {
    ...source,
    locate: async (...question) => sealed(await source.locate(...question), sealLocated),
    byId: async (...question) => sealed(await source.byId(...question), sealLocated),
  };
}

function sealMetadata(source: MetadataSource): MetadataSource {
  return {
    ...source,
    search: async (...question) => sealed(await source.search(...question), (offers) => offers.map(sealCandidate)),
    resolve: async (...question) => sealed(await source.resolve(...question), sealCandidate),
    complete: async (...question) => sealed(await source.complete(...question), sealCandidate),
    fetch: async (...question) => sealed(await source.fetch(...question), sealRecord),
  };
}

function sealArtwork(source: ArtworkSource): ArtworkSource {
  return { ...source, images: async (...question) => sealed(await source.images(...question), sealRecord) };
}

function sealSupplement(source: SupplementSource): SupplementSource {
  return { ...source, supplement: async (...question) => sealed(await source.supplement(...question), sealRecord) };
}

function sealRecognition(source: RecognitionSource): RecognitionSource {
  return {
    ...source,
    recognise: async (...question) =>
      sealed(await source.recognise(...question), (offers) => offers.map(sealCandidate)),
  };
}

function sealFingerprints(source: FingerprintSource): FingerprintSource {
  return {
    ...source,
    recognise: async (...question) => {
      const answers = await source.recognise(...question);
      return answers.map((answer) =>
        sealed(answer, (matches) => matches.map((match) => ({ ...match, candidate: sealCandidate(match.candidate) }))),
      );
    },
  };
}

function sealLocal(source: LocalSource): LocalSource {
  return {
    ...source,
    record: (work) => {
      const record = source.record(work);
      return record === undefined ? undefined : sealRecord(record);
    },
  };
}

function sealLocated({ ids, record, files }: Located): Located {
  return { ids: sealIds(ids), record: sealRecord(record), files: files.map(sealLocatedFile) };
}

/** The path stays as it is: paths are bytes, and are stored as bytes. */
function sealLocatedFile({ managed, probe, ...file }: LocatedFile): LocatedFile {
  return { ...file, ...compact({ managed: sealValue(managed), probe: sealValue(probe) }) };
}

function sealed<T>(answer: Answer<T>, seal: (value: T) => T): Answer<T> {
  return answer.status === 'ok' ? ok(seal(answer.value)) : answer;
}
