import type { ProviderList } from '../../src/providers/list.ts';
import { cell } from './text.ts';

/** The README's table of sources. */
export function sourcesTable(providers: ProviderList): readonly string[] {
  return [
    '| source | gives | key | limits | attribution |',
    '|---|---|---|---|---|',
    ...providers.map(({ id, name, table: { gives, key, limits, attribution } }) =>
      row([`[${name}](src/providers/${id}/README.md)`, gives, key, limits, attribution]),
    ),
  ];
}

/** The table of limits in docs/network.md. */
export function limitsTable(providers: ProviderList): readonly string[] {
  return [
    '| service | at once | least gap | further | where it is written |',
    '|---|---|---|---|---|',
    ...providers.flatMap(({ id, limits, statedLimits = '' }) =>
      limits === undefined
        ? []
        : [row([`\`${id}\``, String(limits.concurrency), gap(limits.intervalMs), statedLimits, `<${limits.rule}>`])],
    ),
  ];
}

function gap(milliseconds: number): string {
  if (milliseconds === 0) return '–';
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}
