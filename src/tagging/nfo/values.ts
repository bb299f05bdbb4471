import { z } from 'zod';
import type { Certification, CollectionReference, Rating } from '../../model/fields.ts';
import type { ItemView } from '../../model/views.ts';

const ratingsSchema = z.array(
  z.object({ source: z.string(), value: z.number(), votes: z.number().exactOptional() }).readonly(),
);
const certificationsSchema = z.array(z.object({ country: z.string(), value: z.string() }).readonly());
const collectionSchema = z.object({
  name: z.string(),
  tmdbId: z.string().exactOptional(),
  overview: z.string().exactOptional(),
});

/** The resolved fields of an item as the writer of NFO files needs them. The store keeps them as JSON. */
export interface ItemValues {
  text(field: string): string | undefined;
  number(field: string): number | undefined;
  list(field: string): readonly string[];
  ratings(): readonly Rating[];
  certifications(): readonly Certification[];
  collection(): CollectionReference | undefined;
}

export function valuesOf({ fields }: Pick<ItemView, 'fields'>): ItemValues {
  const read = <T>(field: string, schema: z.ZodType<T>): T | undefined => {
    const value = Object.hasOwn(fields, field) ? fields[field]?.value : undefined;
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  };
  return {
    text: (field) => read(field, z.string().min(1)),
    number: (field) => read(field, z.number()),
    list: (field) => read(field, z.array(z.string())) ?? [],
    ratings: () => read('ratings', ratingsSchema) ?? [],
    certifications: () => read('certifications', certificationsSchema) ?? [],
    collection: () => read('collection', collectionSchema),
  };
}
