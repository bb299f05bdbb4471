import type { Config } from '../../config/schema.ts';
import type { Gateway } from '../../http/gateway.ts';
import { diskFileTree } from '../../library/file-tree.ts';
import type { ProviderList } from '../../providers/list.ts';
import type { Sources } from '../../providers/port.ts';
import { createAllManagers } from '../../providers/registry.ts';
import type { Step } from '../../ui/steps.ts';
import { librariesOf } from '../scan-targets.ts';
import { checkArrService } from './arr-services.ts';
import type { Finding } from './check.ts';
import { placeholderKeys } from './configuration.ts';
import { failedFinding } from './failed-finding.ts';
import { questionsOf } from './questions.ts';

interface SourceStepsOptions {
  readonly adult: boolean;
  readonly signal: AbortSignal;
  readonly providers: ProviderList;
}

/**
 * One step for every configured source. A source whose key is still that of the example is not asked.
 * `adult`: the sources of adult libraries, which are asked about nothing else; otherwise all the others.
 */
export async function sourceSteps(
  config: Config,
  gateway: Gateway,
  sources: Sources,
  { adult, signal, providers }: SourceStepsOptions,
): Promise<readonly Step<readonly Finding[]>[]> {
  const placeholders = placeholderKeys(config, providers);
  const hasPlaceholder = (setting: string): boolean =>
    placeholders.some((key) => key.startsWith(`sources.${setting}.`) || key.startsWith(`sources.${setting}[`));
  const skipped = (name: string): readonly Finding[] => [
    { part: 'source', well: true, warning: true, text: `${name}: not asked, because its key is a placeholder` },
  ];
  const context = { libraries: librariesOf(config), tree: diskFileTree(), signal };
  const { languages, country } = config;
  const asked = providers.filter(({ isAdult = false }) => isAdult === adult);
  const warnings: Finding[] = [];
  const warn = ({ message: text }: { readonly message: string }): void => {
    warnings.push({ part: 'source', well: true, warning: true, text });
  };
  const managers = await createAllManagers(
    { ...config.sources, languages, country },
    gateway,
    context.libraries,
    warn,
    asked,
  );
  return [
    ...managers.map((manager) => ({
      title: manager.instance,
      async run(): Promise<readonly Finding[]> {
        if (hasPlaceholder(manager.id)) return skipped(manager.instance);
        const found: Finding[] = [];
        for await (const finding of checkArrService(context, manager)) found.push(finding);
        return [...warnings.splice(0), ...found];
      },
    })),
    ...questionsOf(sources, signal).map(({ name, setting, ask }) => ({
      title: name,
      async run(): Promise<readonly Finding[]> {
        if (hasPlaceholder(setting)) return skipped(name);
        const answer = await ask();
        return answer.status === 'unavailable'
          ? [failedFinding('source', answer.error)]
          : [{ part: 'source', well: true, text: name }];
      },
    })),
  ];
}
