import { z } from 'zod';

/** Why one file failed. */
export const fileError = z.object({ code: z.string(), message: z.string() });
