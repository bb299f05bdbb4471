import type { HttpGateway } from '../../http/port.ts';
import { ok } from '../../model/answer.ts';
import type { HeardFile, RecognitionSource } from '../port.ts';
import { mapped } from '../shared/answers.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { musicbrainzClient } from './client.ts';
import type { MusicBrainzConfig } from './config.ts';
import { releaseCandidate } from './map/candidate.ts';

/** Sectors of a CD in a second, and those before its first track. */
const SECTORS = 75;
const LEAD_IN = 150;
/** Fewer tracks have the lengths of too many discs; a CD has 99 at most. */
const FEWEST = 4;
const MOST = 99;

/** Albums by the lengths of their tracks, as the table of contents of a disc has them: one request an album. */
export function createDiscRecognition(
  config: MusicBrainzConfig,
  gateway: HttpGateway,
  warn: WarningCollector = () => {},
): RecognitionSource {
  const client = musicbrainzClient(gateway, config, warn);
  return {
    id: 'musicbrainz',
    groups: ['album'],
    async recognise(files, signal) {
      const toc = tableOfContents(files);
      if (toc === undefined) return ok([]);
      const answer = await client.byToc(toc, signal);
      if (answer.status === 'not-found') return ok([]);
      return mapped(answer, ({ data }) => data.releases.map(releaseCandidate));
    },
  };
}

/**
 * `1 {tracks} {lead-out} {offset} …` in sectors, as MusicBrainz compares it (musicbrainz.org/doc/MusicBrainz_API, discid).
 * `undefined` where the length of a track is not known or there are too few or too many for a disc.
 */
export function tableOfContents(files: readonly HeardFile[]): string | undefined {
  if (files.length < FEWEST || files.length > MOST) return undefined;
  const offsets: number[] = [];
  let next = LEAD_IN;
  for (const { duration } of files) {
    if (duration === undefined || duration <= 0) return undefined;
    offsets.push(next);
    next += Math.round(duration * SECTORS);
  }
  return [1, files.length, next, ...offsets].join(' ');
}
