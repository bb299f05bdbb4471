import type { Command } from '../measure.ts';

/** ExifTool reading every file of a folder, quietly, as JSON. */
export function exiftoolRead(media: string): Command {
  return { name: 'exiftool', program: 'exiftool', args: ['-r', '-q', '-q', '-json', '-fast', media] };
}
