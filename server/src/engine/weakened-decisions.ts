import {
  LEVELS,
  type Acceptance,
  type IgnoredAdvisory,
  type Level,
  type Policy,
  type Weakening,
} from '../model/index.js';

type Override = Policy['rules'][string] | undefined;

/** What decisions are measured by. */
export interface UsualDecisions {
  /** Of the policy. */
  readonly file: string;
  /** What a rule's findings are worth where no policy speaks of it. */
  readonly levelOf: (rule: string) => Level;
  readonly cooldownHours: number;
}

/** What a policy lets pass that the one before did not. What is stricter, and what is merely written otherwise, is no matter. */
export function weakenedDecisions(before: Policy, now: Policy, usual: UsualDecisions): readonly Weakening[] {
  const { file } = usual;
  return [
    ...weakenedRules(before, now, usual),
    ...now.allow
      .filter((entry) => !before.allow.some((one) => one.package === entry.package))
      .map((entry) => ({ kind: 'allowed', file, package: entry.package }) as const),
    ...now.accept
      .filter((entry) => !before.accept.some((one) => holdsAsMuch(one, entry)))
      .map((entry) => ({ kind: 'accepted', file, package: entry.package, rule: entry.rule }) as const),
    ...shorterCooldown(before, now, usual),
    ...newlyIgnored(before.ignored ?? [], now.ignored ?? []),
  ];
}

function weakenedRules(before: Policy, now: Policy, { file, levelOf }: UsualDecisions): readonly Weakening[] {
  const rules = new Set([...Object.keys(before.rules), ...Object.keys(now.rules)]);
  return [...rules].flatMap((rule) => {
    const [was, is] = [overrideOf(before, rule), overrideOf(now, rule)];
    const strength = (override: Override): number =>
      override === 'off' ? -1 : LEVELS.indexOf(override ?? levelOf(rule));
    return strength(is) < strength(was) ? [{ kind: 'rule', file, rule, before: was, now: is } as const] : [];
  });
}

function overrideOf({ rules }: Policy, rule: string): Override {
  return Object.hasOwn(rules, rule) ? rules[rule] : undefined;
}

/** Days in this form compare as text. */
function holdsAsMuch(before: Acceptance, now: Acceptance): boolean {
  const sameBytes = before.integrity === undefined || before.integrity === now.integrity;
  return before.package === now.package && before.rule === now.rule && sameBytes && now.expires <= before.expires;
}

function shorterCooldown(before: Policy, now: Policy, { file, cooldownHours }: UsualDecisions): readonly Weakening[] {
  const [was, is] = [before.cooldownHours ?? cooldownHours, now.cooldownHours ?? cooldownHours];
  return is < was ? [{ kind: 'cooldown', file, before: was, now: is }] : [];
}

function newlyIgnored(before: readonly IgnoredAdvisory[], now: readonly IgnoredAdvisory[]): readonly Weakening[] {
  const holds = (one: IgnoredAdvisory, other: IgnoredAdvisory): boolean =>
    one.id === other.id &&
    one.package === other.package &&
    one.version === other.version &&
    (one.until === undefined || (other.until !== undefined && other.until <= one.until));
  return now
    .filter((entry) => !before.some((one) => holds(one, entry)))
    .map(({ file, id, package: name }) => ({ kind: 'ignored', file, advisory: id, package: name }));
}
