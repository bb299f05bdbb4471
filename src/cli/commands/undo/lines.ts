import { printable } from '../../../model/text.ts';
import type { UndoneFile } from '../../../tagging/gateway/undo-run.ts';
import { counted } from '../../../ui/format.ts';

const OUTCOMES = { restored: 'restored', kept: 'was never changed', failed: 'not restored' } as const;

export function undoLines(run: string, undone: readonly UndoneFile[]): readonly string[] {
  const restored = undone.filter(({ outcome }) => outcome === 'restored').length;
  return [
    ...undone.map(({ path, outcome, error }) => {
      const why = error === undefined ? '' : `: ${printable(error.message)}`;
      return `${printable(path)}: ${OUTCOMES[outcome]}${why}`;
    }),
    `run ${run}: ${counted(restored, 'file')} restored`,
  ];
}
