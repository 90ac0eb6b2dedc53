import { LEVEL_WORDS, phrase, type FindingDraft, type Level, type Weakening, type Words } from '../model/index.js';
import { defineRule } from './rule.js';
import { shorten } from './support/text.js';

const MAX_NAME = 100;

/** A branch takes back what the team has decided: by the same change it could bring what that would have stopped. */
export const weakenedPolicy = defineRule({
  id: 'weakened-policy',
  title: 'Decision of the team that a branch makes laxer',
  needs: [],
  find: ({ subject }) => (subject.weakenings ?? []).map(draftOf),
});

/** One package, or one finding of it, is a smaller matter than a rule. */
const NARROW: readonly Weakening['kind'][] = Object.freeze(['accepted', 'ignored']);

function draftOf(weakening: Weakening): FindingDraft {
  const { kind } = weakening;
  const file = shorten(weakening.file, MAX_NAME);
  return {
    message: messageOf(weakening, file),
    target: 'name',
    key: keyOf(weakening),
    level: NARROW.includes(kind) ? 'medium' : 'high',
    evidence: [{ kind: 'file', file, field: kind }],
  };
}

function messageOf(weakening: Weakening, file: string): Words {
  const name = (text: string): string => shorten(text, MAX_NAME);
  switch (weakening.kind) {
    case 'rule': {
      const { rule, before, now } = weakening;
      return phrase('{file} takes findings of {rule} less seriously than before: {now} instead of {before}', {
        ...{ file, rule: name(rule), now: overrideWords(now), before: overrideWords(before) },
      });
    }
    case 'allowed':
      return phrase('{file} allows everything of {package}, which it did not before', {
        file,
        package: name(weakening.package),
      });
    case 'accepted': {
      const { rule, package: subject } = weakening;
      return phrase('{file} accepts {rule} of {package} more widely than before', {
        file,
        rule: name(rule),
        package: name(subject),
      });
    }
    case 'cooldown': {
      const { before, now } = weakening;
      return phrase('{file} lets versions be used {now} hours after they came out, and not {before} hours', {
        file,
        now,
        before,
      });
    }
    case 'ignored': {
      const { advisory, package: subject } = weakening;
      return phrase('{file} leaves {advisory} aside, which it did not before', {
        file,
        advisory: name(advisory ?? subject ?? '*'),
      });
    }
    case 'baseline':
      return phrase('{file} holds findings that it did not hold before: {findings}', {
        file,
        findings: weakening.findings,
      });
  }
}

function overrideWords(override: 'off' | Level | undefined): Words {
  if (override === undefined) return phrase('what the rule itself says');
  return override === 'off' ? phrase('nothing at all') : LEVEL_WORDS[override];
}

/** Stable between runs, and another one for each decision. */
function keyOf(weakening: Weakening): string {
  switch (weakening.kind) {
    case 'rule':
      return `rule|${weakening.rule}`;
    case 'allowed':
      return `allowed|${weakening.package}`;
    case 'accepted':
      return `accepted|${weakening.package}|${weakening.rule}`;
    case 'ignored':
      return `ignored|${weakening.file}|${weakening.advisory ?? ''}|${weakening.package ?? ''}`;
    default:
      return weakening.kind;
  }
}
