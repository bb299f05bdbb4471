import { z } from 'zod';
import { webUrl } from '../../shared/tolerant.ts';

/** `/configuration`: where pictures lie. The sizes that it lists are not needed: only originals are taken. */
export const tmdbConfiguration = z.object({ images: z.object({ secure_base_url: webUrl }) });
