import type { NameReading } from '../../../model/reading.ts';
import { printable } from '../../../model/text.ts';

/** What a name claims, as one to three short lines for a person. */
export function readingLines(reading: NameReading): string[] {
  const lines = [`${reading.type}: ${identity(reading)}`];
  const quality = qualities(reading);
  if (quality.length > 0) lines.push(quality.join(', '));
  if (reading.pins.length > 0) {
    lines.push(reading.pins.map((pin) => `${pin.kind}:${printable(pin.value)}`).join(', '));
  }
  return lines;
}

function identity(reading: NameReading): string {
  const parts: string[] = [];
  if (reading.artist !== undefined) parts.push(`${printable(reading.artist)} –`);
  if (reading.album !== undefined) parts.push(`${printable(reading.album)} –`);
  parts.push(printable(reading.trackTitle ?? reading.title ?? '(no title)'));
  if (reading.year !== undefined) parts.push(`(${reading.year})`);
  const place = position(reading);
  if (place !== '') parts.push(place);
  if (reading.episodeTitle !== undefined) parts.push(`"${printable(reading.episodeTitle)}"`);
  if (reading.extraType !== undefined) parts.push(`[${reading.extraType}]`);
  return parts.join(' ');
}

function position(reading: NameReading): string {
  const parts: string[] = [];
  if (reading.season !== undefined || reading.episodes.length > 0) {
    const season = reading.season === undefined ? '' : `S${twoDigits(reading.season)}`;
    parts.push(season + reading.episodes.map((episode) => `E${twoDigits(episode)}`).join(''));
  }
  if (reading.seasons.length > 0) parts.push(`seasons ${reading.seasons.join(', ')}`);
  if (reading.absolute.length > 0) parts.push(`#${reading.absolute.join(', #')}`);
  if (reading.date !== undefined) parts.push(reading.date);
  if (reading.disc !== undefined) parts.push(`disc ${reading.disc}`);
  if (reading.track !== undefined) parts.push(`track ${reading.track}`);
  if (reading.part !== undefined) parts.push(`part ${reading.part}`);
  return parts.join(' ');
}

function qualities(reading: NameReading): string[] {
  const parts = [
    ...reading.edition,
    reading.versionLabel,
    reading.resolution,
    reading.source,
    reading.videoCodec,
    ...reading.hdr,
    reading.format3d,
    ...reading.audioCodecs,
    reading.audioChannels,
    ...reading.languages,
    ...reading.subtitleLanguages.map((language) => `${language} subtitles`),
    reading.proper ? 'proper' : undefined,
    reading.repack ? 'repack' : undefined,
    reading.releaseGroup === undefined ? undefined : `group ${reading.releaseGroup}`,
  ];
  return parts.filter((part) => part !== undefined).map(printable);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
