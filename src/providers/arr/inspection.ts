import type { Answer } from '../../model/answer.ts';
import type { LibraryKind } from '../../model/kinds.ts';
import { pathKey } from '../../model/paths.ts';
import type { InspectableManager } from '../port.ts';
import { mapped } from '../shared/answers.ts';
import type { ArrConfig } from './config.ts';
import type { ArrContext } from './context.ts';
import { coversLibrary } from './covers.ts';
import type { LocalPaths } from './local-paths.ts';
import { plainPath } from './path-map.ts';
import type { ArrService } from './request.ts';
import { serviceStatus } from './status.ts';
import { suggestPathMap } from './suggest-map.ts';

/** What differs between the services: whom they are in charge of, and how their list is had. */
interface Inspected {
  /** Kinds of libraries that it is in charge of unless the configuration names some. */
  readonly libraries: readonly LibraryKind[];
  readonly local: LocalPaths;
  /** The list, with the folders in it as the service sees them. */
  library(signal: AbortSignal): Promise<Answer<{ readonly folders: readonly string[] }>>;
}

/** The part of a library manager that is the same for all Arr services: who it is, and how it is looked into. */
export function inspection(
  service: ArrService,
  config: ArrConfig,
  context: ArrContext,
  { libraries, local, library }: Inspected,
): Pick<InspectableManager, 'id' | 'instance' | 'url' | 'covers' | 'status' | 'paths' | 'mapGaps'> {
  return {
    id: service.provider,
    instance: config.name ?? service.provider,
    url: config.url,
    covers: (asked) => coversLibrary(config, libraries, asked),
    status: (signal) => serviceStatus(service, config, context, signal),
    async mapGaps(unknown, signal) {
      return mapped(await library(signal), ({ folders }) => {
        const roots = (context.roots ?? []).map((root) => `${pathKey(plainPath(root))}/`);
        const isHere = (path: string) => roots.some((root) => `${pathKey(path)}/`.startsWith(root));
        const lost = folders.filter((remote) => !local.of(remote).some(isHere));
        return { works: folders.length, missing: suggestPathMap(lost, unknown) };
      });
    },
    async paths(signal) {
      return mapped(await library(signal), ({ folders }) =>
        folders.map((remote) => ({ remote, locals: local.of(remote) })),
      );
    },
  };
}
