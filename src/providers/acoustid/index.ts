import type { HttpGateway } from '../../http/port.ts';
import type { Fingerprint, Fingerprinter } from '../../media/fingerprint.ts';
import { ok } from '../../model/answer.ts';
import type { RecognitionSource } from '../port.ts';
import { mapped } from '../shared/answers.ts';
import { telling } from '../shared/telling.ts';
import type { WarningCollector } from '../shared/warning.ts';
import { type AcoustidConfig, checkKey, lookUp } from './client.ts';
import { releasesHeard } from './map.ts';

/** Longer albums are box sets: their first tracks tell enough. */
const HEARD_AT_MOST = 60;

/** AcoustID: albums by the sound of their files, one request for each ten. */
export function createAcoustid(
  config: AcoustidConfig,
  gateway: HttpGateway,
  fingerprint: Fingerprinter,
  warn: WarningCollector,
): RecognitionSource {
  const told = telling('acoustid', warn);
  let warned = false;
  return {
    id: 'acoustid',
    groups: ['album'],
    check: (signal) => checkKey(gateway, config, signal),
    async recognise(files, signal) {
      const heard: Fingerprint[] = [];
      for (const { path } of files.slice(0, HEARD_AT_MOST)) {
        const result = await fingerprint(path, signal);
        if (result.status === 'ok') heard.push(result.value);
        if (result.status !== 'no-program') continue;
        if (!warned) warn(NO_PROGRAM);
        warned = true;
        return ok([]);
      }
      if (heard.length === 0) return ok([]);
      return mapped(await lookUp(gateway, config, told, heard, signal), releasesHeard);
    },
  };
}

const NO_PROGRAM = {
  code: 'NO_FINGERPRINTS',
  message: 'albums cannot be recognised by their sound: neither fpcalc nor an ffmpeg with Chromaprint is installed',
  hint: 'Install chromaprint (package libchromaprint-tools), or name the program in `sources.acoustid.fpcalc`.',
};
