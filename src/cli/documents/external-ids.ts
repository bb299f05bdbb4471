import { z } from 'zod';
import { EXTERNAL_ID_KINDS } from '../../model/ids.ts';

/** External ids by their kinds. */
export const externalIds = z.partialRecord(z.enum([...EXTERNAL_ID_KINDS, 'tmdb-person']), z.string());
