import type { Assessment, Evidence } from '../model/index.js';
import type { RiskEvidence, RiskFinding } from '../protocol/risk-view.js';
import type { Escapes } from './support/escapes.js';
import { subjectTitle } from './support/finding-pointer.js';

/** Stands where a rule's id would: no rule is called so. */
export const OPINION_RULE = 'second-opinion';

/** What language models claim of a package and are sure of, as the risk view lists it behind what rules have found. */
export function riskOpinions(
  { subject, opinions = [] }: Assessment,
  uri: string,
  { plain, t }: Escapes,
  evidenceOf: (evidence: readonly Evidence[]) => readonly RiskEvidence[],
): readonly RiskFinding[] {
  const { broughtInBy } = subject;
  return opinions.flatMap(({ model, claims }) =>
    claims.flatMap(({ text, level, evidence, counts }, index): readonly RiskFinding[] => {
      if (level === 'none' || !counts) return [];
      const pointer = {
        ...{ uri, package: subjectTitle(subject), rule: OPINION_RULE },
        fingerprint: `${OPINION_RULE}:${plain(model)}:${index}`,
        ...(broughtInBy === undefined ? {} : { broughtInBy }),
      };
      const message = plain(t('{model} thinks: {claim}', { model, claim: text }));
      return [{ pointer, level, message, evidence: evidenceOf(evidence), isOpinion: true }];
    }),
  );
}
