import type { Level, RuleDescription } from '../../model/index.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import { readRulePage } from '../support/rule-page.js';

type SarifLevel = 'error' | 'warning' | 'note' | 'none';

/** As SARIF has them; it knows one less. */
export const SARIF_LEVELS: Readonly<Record<Level, SarifLevel>> = Object.freeze({
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  none: 'none',
});

/** GitHub calls above 9.0 critical, from 7.0 on high, from 4.0 on medium, and less low. */
const SECURITY_SEVERITY: Readonly<Record<Level, string | undefined>> = Object.freeze({
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  none: undefined,
});

const TAGS: readonly string[] = Object.freeze(['security', 'supply-chain', 'npm']);

/** A `reportingDescriptor`. */
export interface SarifRule {
  readonly id: string;
  readonly [property: string]: unknown;
}

/**
 * Forges take the severity from the rule and not from the result. So a rule whose findings differ in level is told once for
 * each level: `known-vulnerability/critical`. The bare id stands for the level that the rule itself gives.
 */
export class SarifRules {
  readonly #known: ReadonlyMap<string, RuleDescription>;
  readonly #index = new Map<string, number>();
  readonly #told: SarifRule[] = [];

  constructor(rules: readonly RuleDescription[]) {
    this.#known = new Map(rules.map((rule) => [rule.id, rule]));
    // Who reads the log can tell what was looked for.
    for (const rule of rules) this.#add(rule.id, rule, rule.level === 'by-evidence' ? 'medium' : rule.level);
  }

  /** The rule's id and place for a finding of this level. */
  reference(rule: string, level: Level): { readonly ruleId: string; readonly ruleIndex: number } {
    const known = this.#known.get(rule) ?? { id: rule, title: rule, level: 'by-evidence', why: '' };
    const ruleId = known.level === level ? rule : `${rule}/${level}`;
    return { ruleId, ruleIndex: this.#index.get(ruleId) ?? this.#add(ruleId, known, level) };
  }

  /** In the order of their indices. */
  all(): readonly SarifRule[] {
    return this.#told;
  }

  #add(id: string, rule: RuleDescription, level: Level): number {
    const index = this.#told.push(descriptor(id, rule, level)) - 1;
    this.#index.set(id, index);
    return index;
  }
}

/** Texts are the program's own: nothing in them is escaped. */
function descriptor(id: string, { id: rule, title, why, page = '' }: RuleDescription, level: Level): SarifRule {
  const { why: reason = why, whatToDo = '', limits } = readRulePage(page);
  const url = ruleDocsUrl(rule);
  const parts = [
    ['Why it matters', reason],
    ['What to do', whatToDo],
    ['What it does not catch', limits ?? ''],
  ].filter(([, body]) => body !== '');
  const severity = SECURITY_SEVERITY[level];
  return {
    id,
    name: pascalCase(rule),
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${why}`.trim() },
    help: {
      text: literal([...parts.map(([heading, body]) => `${heading}: ${body}`), `More: ${url}`].join('\n\n')),
      markdown: [...parts.map(([heading, body]) => `## ${heading}\n\n${body}`), `[More on ${rule}](${url})`].join(
        '\n\n',
      ),
    },
    helpUri: url,
    defaultConfiguration: { level: SARIF_LEVELS[level] },
    properties: {
      tags: TAGS,
      precision: 'high',
      ...(severity !== undefined && { 'security-severity': severity }),
      'problem.severity': level === 'medium' ? 'warning' : level === 'low' ? 'recommendation' : 'error',
    },
  };
}

/** Markdown's own brackets and braces, where a reader of SARIF's plain text would take them for its own. */
function literal(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
