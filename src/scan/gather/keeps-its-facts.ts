import type { With } from '../envelope.ts';

/** A movie that the store knows needs no API again: its files changed, not the work. Series and albums get new parts. */
export function keepsItsFacts({ group, diff, identified }: With<'identified'>): boolean {
  const { stored, identification } = identified;
  return diff.renew !== true && stored !== undefined && group.kind === 'movie' && identification.by === 'store';
}
