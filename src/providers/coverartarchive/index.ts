import { z } from 'zod';
import type { HttpGateway } from '../../http/port.ts';
import { NOT_FOUND } from '../../model/answer.ts';
import type { ArtworkSource } from '../port.ts';
import { mapped } from '../shared/answers.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { coverArtIndex } from './client.ts';
import { coverRecord } from './map.ts';

export interface CoverArtArchiveConfig {
  /** `https://coverartarchive.org`, or a mirror of it. */
  readonly url: string;
}

/** A release that has pictures, to see whether the archive answers. */
const KNOWN_RELEASE = '76df3287-6cda-33eb-8e9a-044b5e15ffdd';

/** The Cover Art Archive: one request a release, and none for a release of which MusicBrainz says that it has no pictures. */
export function createCoverArtArchive(
  config: CoverArtArchiveConfig,
  gateway: HttpGateway,
  warn: WarningCollector = () => {},
): ArtworkSource {
  const told = telling('coverartarchive', warn);
  const base = config.url.replace(/\/+$/, '');
  return {
    id: 'coverartarchive',
    groups: ['album'],
    async images(record, signal) {
      const release = record.ids['musicbrainz-release'];
      if (record.kind !== 'release' || release === undefined || record.hints?.coverArt !== true) return NOT_FOUND;
      if (!/^[0-9a-f-]{36}$/i.test(release)) return NOT_FOUND;
      return mapped(await coverArtIndex(gateway, base, release, told, signal), (answer) =>
        coverRecord(release, answer, base),
      );
    },
    check: (signal) =>
      gateway.json({ provider: 'coverartarchive', url: `${base}/release/${KNOWN_RELEASE}` }, z.unknown(), signal),
  };
}
