import type { HttpGateway } from '../http/port.ts';
import type { Library } from '../model/files.ts';
import type { GroupKind } from '../model/kinds.ts';
import type { Contribution, CreateContext, ProviderDescriptor } from './descriptor.ts';
import { PROVIDERS, type ProviderList } from './list.ts';
import type { InspectableManager, Sources } from './port.ts';
import { sealContribution } from './sealed.ts';
import { sourceSettings } from './settings.ts';
import type { WarningCollector } from './shared/warning.ts';
import { instancesOf, type SourcesConfig } from './sources-config.ts';

/** Every configured Arr instance, in the order of asking. */
export async function createAllManagers(
  config: SourcesConfig,
  gateway: HttpGateway,
  libraries: readonly Library[],
  warn: WarningCollector,
  providers: ProviderList = PROVIDERS,
): Promise<readonly InspectableManager[]> {
  const managers = providers.filter(({ family }) => family === 'manager');
  const context = contextOf(config, gateway, libraries, warn);
  const contributions = await createEach(managers, config, context);
  return contributions.flatMap((contribution) => contribution.managers ?? []);
}

/**
 * The configured sources, in the order of asking. An Arr instance that is in charge of none of the libraries is left
 * out. `warn` hears of answers that could be read in part only.
 */
export async function createSources(
  config: SourcesConfig,
  gateway: HttpGateway,
  libraries: readonly Library[],
  warn: WarningCollector = () => {},
  providers: ProviderList = PROVIDERS,
): Promise<Sources> {
  const context = contextOf(config, gateway, libraries, warn);
  const managers = await createAllManagers(config, gateway, libraries, warn, providers);
  // What lies in adult libraries is nobody's business but that of sources made for them.
  const isAdult = libraries.length > 0 && libraries.every(({ kind }) => kind === 'adult');
  const services = providers.filter(
    (provider) => provider.family === 'service' && (provider.isAdult === true) === isAdult,
  );
  const others = await createEach(services, config, {
    ...context,
    isSearchedElsewhere: (kind) => services.some((provider) => searches(provider, config, kind)),
  });
  const local = await createEach(
    providers.filter(({ family }) => family === 'local'),
    config,
    context,
  );
  const fingerprints = others.flatMap((contribution) => contribution.fingerprints ?? []);
  return {
    managers: managers.filter((manager) => libraries.some((library) => manager.covers(library))),
    metadata: others.flatMap(({ metadata = [] }) => metadata),
    artwork: others.flatMap(({ artwork = [] }) => artwork),
    recognition: others.flatMap(({ recognition = [] }) => recognition),
    supplements: others.flatMap(({ supplements = [] }) => supplements),
    ...(fingerprints.length === 0 ? {} : { fingerprints }),
    local: local.flatMap((contribution) => contribution.local ?? []),
    settings: sourceSettings(config, providers),
  };
}

function contextOf(
  { languages, country, nfoFilter, isOwnPicture, readsTags }: SourcesConfig,
  gateway: HttpGateway,
  libraries: readonly Library[],
  warn: WarningCollector,
): CreateContext {
  const roots = libraries.flatMap(({ root }) => (root === '' ? [] : [root]));
  return {
    gateway,
    warn,
    languages,
    country,
    roots,
    nfoFilter,
    isOwnPicture,
    readsTags,
    isSearchedElsewhere: () => false,
  };
}

async function createEach(
  providers: ProviderList,
  config: SourcesConfig,
  context: CreateContext,
): Promise<readonly Contribution[]> {
  const contributions = await Promise.all(
    providers.map((provider) =>
      Promise.all(
        instancesOf(provider, config).map(async (settings) =>
          sealContribution(await provider.create(settings, context)),
        ),
      ),
    ),
  );
  return contributions.flat();
}

function searches(provider: ProviderDescriptor, config: SourcesConfig, kind: GroupKind): boolean {
  return instancesOf(provider, config).some((settings) => provider.searches?.(settings).includes(kind) === true);
}
