import { createSources } from '../../src/providers/registry.ts';
import { testGateway } from './support.ts';

/** What is read with the media, in the order of reading. */
export const localSources = (await createSources({ languages: ['en'], country: 'US' }, testGateway(), [])).local;
