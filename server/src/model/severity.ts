/** How an advisory's publisher rates a vulnerability. Not the same as our level. */
export const SEVERITIES = ['low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
