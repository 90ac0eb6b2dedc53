import { CAPABILITY_KINDS, valueOf, type Capability } from '../model/index.js';
import { capabilityWords } from './support/words.js';
import { linkTo, type EvidencePlacesInput } from './support/evidence-places.js';
import { listedIn } from '../protocol/translate.js';

/**
 * What the package can do, in one line that leads to the places: context, and no judgement. Undefined where nothing is known, or
 * it only computes.
 */
export function capabilityMarkdown(input: EvidencePlacesInput): string | undefined {
  const { facts } = input.assessment;
  const now = valueOf(facts.artifact)?.capabilities ?? [];
  if (now.length === 0) return undefined;
  const { t } = input.escapes;
  const abilities = inOrder(now).map((one) => linkTo(capabilityWords(one.kind, t), evidenceOf(one), input));
  return t('Can {abilities}', { abilities: listedIn(t, abilities) });
}

function inOrder(capabilities: readonly Capability[]): readonly Capability[] {
  return [...capabilities].sort((a, b) => CAPABILITY_KINDS.indexOf(a.kind) - CAPABILITY_KINDS.indexOf(b.kind));
}

function evidenceOf({ place: { file, line, column } }: Capability) {
  return { kind: 'file', file, line, column } as const;
}
