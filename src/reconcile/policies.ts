import { definePolicy } from '../model/policies.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { createResolve } from './resolve.ts';

/** The policy of all libraries. */
export const STANDARD_POLICY = definePolicy('standard', createResolve(DEFAULT_POLICY));
