import type { TransitiveContext } from '../remedy.js';

/** `qs 6.7.0` */
export function titleOf({ assessment, version }: TransitiveContext): string {
  return `${assessment.subject.name} ${version}`;
}

/** Rules among the findings, each once, worst first. */
export function rulesFound({ assessment }: TransitiveContext): readonly string[] {
  return [...new Set(assessment.findings.map(({ rule }) => rule))];
}

export function isTransitiveMalware(context: TransitiveContext): boolean {
  return rulesFound(context).includes('known-malware');
}
