import type { Position } from '../../model/records.ts';

type Place = { readonly [Member in 'season' | 'episode' | 'disc' | 'track']?: Position[Member] | undefined };

/** `S01E02`, `2-07`: where a part stands in its work; empty where that is not known. */
export function placeText({ season, episode, disc, track }: Place = {}): string {
  if (track !== undefined) return `${disc === undefined ? '' : `${disc}-`}${twoDigits(track)}`;
  const seasonText = season === undefined ? '' : `S${twoDigits(season)}`;
  return seasonText + (episode === undefined ? '' : `E${twoDigits(episode)}`);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
