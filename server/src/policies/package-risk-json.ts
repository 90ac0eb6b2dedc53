import type { Node } from 'jsonc-parser';
import { EMPTY_POLICY, phrase, type Policy } from '../model/index.js';
import type { PolicyFormat } from './policy.js';
import { readCooldown } from './support/cooldown.js';
import { fieldsOf, openPolicy, quote, report, type PolicyDocument } from './support/policy-document.js';
import { readAccepted, readAllowed, readRules } from './support/policy-entries.js';

/** One top-level property: what it adds to the policy. */
type FieldReader = (document: PolicyDocument, node: Node) => Partial<Policy>;

/** The schema `schemas/package-risk.schema.json` declares the same properties; a test holds the two together. */
const FIELDS: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  // Only for editors.
  ['$schema', () => ({})],
  ['rules', (document, node) => ({ rules: readRules(document, node) })],
  ['allow', (document, node) => ({ allow: readAllowed(document, node) })],
  ['accept', (document, node) => ({ accept: readAccepted(document, node) })],
  ['cooldown', readCooldownField],
]);

/** The project's own decisions. Comments and trailing commas are welcome; a bad entry loses only itself. */
export const packageRiskJson: PolicyFormat = Object.freeze({
  id: 'package-risk-json',
  fileName: 'package-risk.json',
  read(text: string): Policy {
    const document = openPolicy(text);
    let policy: Policy = EMPTY_POLICY;
    for (const [name, node] of fieldsOf(document.root)) {
      const read = FIELDS.get(name);
      if (read === undefined)
        report(document, node.offset, phrase('sets {name}, which means nothing here.', { name: quote(name) }));
      else policy = { ...policy, ...read(document, node) };
    }
    return { ...policy, problems: document.problems };
  },
});

function readCooldownField(document: PolicyDocument, node: Node): Partial<Policy> {
  const cooldownHours = readCooldown(node.value);
  if (cooldownHours !== undefined) return { cooldownHours };
  report(document, node.offset, phrase('should give the cooldown as hours up to a year, such as 72, "72h" or "3d".'));
  return {};
}
