import type { Answer } from '../../model/answer.ts';
import type { FsPath } from '../../model/files.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import type { InspectableManager } from '../port.ts';
import { mapped } from '../shared/answers.ts';
import type { ArrConfig } from './config.ts';
import type { ArrContext } from './context.ts';
import { coversLibrary } from './covers.ts';
import type { ArrService } from './request.ts';
import { serviceStatus } from './status.ts';

/** What differs between the services: whom they are in charge of, and how their list is had. */
interface Inspected {
  /** Kinds of libraries that it is in charge of unless the configuration names some. */
  readonly libraries: readonly LibraryKind[];
  readonly toLocal: (remote: string) => FsPath;
  /** The list, with the folders in it as the service sees them. */
  library(signal: AbortSignal): Promise<Answer<{ readonly folders: readonly string[] }>>;
}

/** The part of a library manager that is the same for all Arr services: who it is, and how it is looked into. */
export function inspection(
  service: ArrService,
  config: ArrConfig,
  context: ArrContext,
  { libraries, toLocal, library }: Inspected,
): Pick<InspectableManager, 'id' | 'instance' | 'url' | 'covers' | 'status' | 'paths'> {
  return {
    id: service.provider,
    instance: config.name ?? service.provider,
    url: config.url,
    covers: (asked) => coversLibrary(config, libraries, asked),
    status: (signal) => serviceStatus(service, config, context, signal),
    async paths(signal) {
      return mapped(await library(signal), ({ folders }) =>
        folders.map((remote) => ({ remote, local: toLocal(remote) })),
      );
    },
  };
}
