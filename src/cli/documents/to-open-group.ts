import { compact } from '../../model/compact.ts';
import type { OpenGroupRow } from '../../store/port.ts';
import type { OpenGroupDocument } from './open-group.ts';
import { identificationToDocument } from './to-identification.ts';

export function openGroupToDocument({ itemId, identification, ...group }: OpenGroupRow): OpenGroupDocument {
  return { ...group, ...compact({ item: itemId }), identification: identificationToDocument(identification) };
}
