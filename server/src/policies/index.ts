import { packageRiskJson } from './package-risk-json.js';
import type { PolicyFormat } from './policy.js';

/** Every file that a team's decisions are read from. */
export const POLICY_FORMATS: readonly PolicyFormat[] = Object.freeze([packageRiskJson]);
