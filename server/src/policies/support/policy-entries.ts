import type { Node } from 'jsonc-parser';
import { isLevel, phrase, type Acceptance, type Policy, type Words } from '../../model/index.js';
import { ACCEPTANCE_CHECKS, ALLOWANCE_CHECKS, isRuleId } from './acceptance-checks.js';
import { fieldsOf, quote, report, scalarOf, type PolicyDocument } from './policy-document.js';

/** `rules`: what each rule's findings are worth. Whether a rule of that name exists is for those to say who have them. */
export function readRules(document: PolicyDocument, node: Node): Policy['rules'] {
  if (node.type !== 'object') report(document, node.offset, phrase('should hold an object of rules.'));
  const rules: [string, Policy['rules'][string]][] = [];
  for (const [rule, valueNode] of fieldsOf(node)) {
    const value = scalarOf(valueNode);
    if (!isRuleId(rule)) {
      report(document, valueNode.offset, phrase("names a rule {rule}, which is no rule's id.", { rule: quote(rule) }));
    } else if (value === 'off' || isLevel(value)) {
      rules.push([rule, value]);
    } else {
      report(
        document,
        valueNode.offset,
        phrase('sets {rule} to something that is neither "off" nor a level.', { rule }),
      );
    }
  }
  return Object.fromEntries(rules);
}

/** `allow`: packages whose findings do not count. */
export function readAllowed(document: PolicyDocument, node: Node): Policy['allow'] {
  return readEntries(document, node, ALLOWANCE_CHECKS, phrase('an allowed package')).map((entry) => ({
    package: entry.package ?? '',
    reason: entry.reason ?? '',
  }));
}

/** `accept`: findings that the team lives with for a while. */
export function readAccepted(document: PolicyDocument, node: Node): readonly Acceptance[] {
  return readEntries(document, node, ACCEPTANCE_CHECKS, phrase('an accepted finding')).map((entry) => ({
    package: entry.package ?? '',
    rule: entry.rule ?? '',
    ...(entry.integrity === undefined ? {} : { integrity: entry.integrity }),
    reason: entry.reason ?? '',
    expires: entry.expires ?? '',
  }));
}

type Checks<K extends string> = Readonly<Record<K, (value: unknown) => Words | undefined>>;

/** The entries that pass every check; each of the others is reported with the first thing that is wrong. */
function readEntries<K extends string>(
  document: PolicyDocument,
  list: Node,
  checks: Checks<K>,
  what: Words,
): readonly Partial<Record<K, string>>[] {
  if (list.type !== 'array') {
    report(document, list.offset, phrase('should hold a list.'));
    return [];
  }
  return (list.children ?? []).flatMap((node) => {
    const fields = fieldsOf(node);
    const fault = node.type === 'object' ? faultIn(fields, checks) : phrase('is not an object.');
    if (fault === undefined) return [textsOf(fields, checks)];
    report(document, node.offset, phrase('holds {what} that {fault}', { what, fault }));
    return [];
  });
}

function faultIn<K extends string>(fields: ReadonlyMap<string, Node>, checks: Checks<K>): Words | undefined {
  for (const [name, check] of Object.entries<Checks<K>[K]>(checks)) {
    const node = fields.get(name);
    // An object or array has no value of its own, yet it is not "missing".
    const fault = check(node === undefined ? undefined : (scalarOf(node) ?? null));
    if (fault !== undefined) return fault;
  }
  const unknown = [...fields.keys()].find((name) => !Object.hasOwn(checks, name));
  return unknown === undefined
    ? undefined
    : phrase('has a field {field}, which means nothing here.', { field: quote(unknown) });
}

function textsOf<K extends string>(fields: ReadonlyMap<string, Node>, checks: Checks<K>): Partial<Record<K, string>> {
  const texts: Partial<Record<K, string>> = {};
  for (const name of Object.keys(checks) as K[]) {
    const value = scalarOf(fields.get(name));
    if (typeof value === 'string') texts[name] = value;
  }
  return texts;
}
