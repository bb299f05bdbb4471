import type { Config } from '../../config/schema.ts';
import type { Gateway } from '../../http/gateway.ts';
import { diskFileTree } from '../../library/file-tree.ts';
import type { Sources } from '../../providers/port.ts';
import { createAllManagers } from '../../providers/registry.ts';
import type { Step } from '../../ui/steps.ts';
import { librariesOf } from '../scan-targets.ts';
import { checkArrService } from './arr-services.ts';
import type { Finding } from './check.ts';
import { placeholderKeys } from './configuration.ts';
import { failedFinding } from './failed-finding.ts';
import { questionsOf } from './questions.ts';

/**
 * One step for every configured source. A source whose key is still that of the example is not asked.
 * `adult`: the sources of adult libraries, which are asked about nothing else; otherwise all the others.
 */
export function sourceSteps(
  config: Config,
  gateway: Gateway,
  sources: Sources,
  { adult, signal }: { readonly adult: boolean; readonly signal: AbortSignal },
): readonly Step<readonly Finding[]>[] {
  const placeholders = placeholderKeys(config);
  const hasPlaceholder = (setting: string): boolean =>
    placeholders.some((key) => key.startsWith(`sources.${setting}.`) || key.startsWith(`sources.${setting}[`));
  const skipped = (name: string): readonly Finding[] => [
    { part: 'source', well: true, warning: true, text: `${name}: not asked, because its key is a placeholder` },
  ];
  const context = { libraries: librariesOf(config), tree: diskFileTree(), signal };
  const { radarr, sonarr, lidarr, whisparr } = config.sources;
  const { country } = config;
  const configured = adult ? { whisparr, country } : { radarr, sonarr, lidarr, country };
  const warnings: Finding[] = [];
  const warn = ({ message: text }: { readonly message: string }): void => {
    warnings.push({ part: 'source', well: true, warning: true, text });
  };
  return [
    ...createAllManagers(configured, gateway, context.libraries, warn).map((manager) => ({
      title: manager.instance,
      async run(): Promise<readonly Finding[]> {
        if (hasPlaceholder(manager.id)) return skipped(manager.instance);
        const found: Finding[] = [];
        for await (const finding of checkArrService(context, manager)) found.push(finding);
        return [...warnings.splice(0), ...found];
      },
    })),
    ...questionsOf(config, gateway, sources, signal).map(({ name, setting, ask }) => ({
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
