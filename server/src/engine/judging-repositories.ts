import {
  compareLevels,
  distinctWords,
  isAtLeast,
  NO_REGISTRIES,
  ok,
  phrase,
  worstLevel,
  type Acceptance,
  type Assessment,
  type Finding,
  type HookFacts,
  type HookTrigger,
  type Incomplete,
  type Level,
  type Moment,
  type Outcome,
  type Policy,
  type Subject,
  type Words,
} from '../model/index.js';
import type { RepositoryAnalyser } from '../artifacts/package-analyser.js';
import { acceptanceEdit } from './acceptance-edit.js';
import { assess, type Judgement } from './assess.js';
import type { AcceptanceEdit } from './engine.js';
import type { EngineParts } from './parts.js';
import { readPolicy } from './read-policy.js';
import type { RepositoryAssessment, RepositoryJudge, RepositoryRef } from './repository-judge.js';

/** What repositories are judged with. */
export type RepositoryParts = Pick<
  EngineParts,
  'files' | 'policyFormat' | 'addAcceptance' | 'rules' | 'scorer' | 'clock' | 'organisation'
> & { readonly analyser: RepositoryAnalyser };

/** More than these are the same again. */
const MAX_PROBLEMS = 5;

export function createRepositoryJudge(parts: RepositoryParts): RepositoryJudge {
  return {
    async judge(ref, signal): Promise<RepositoryAssessment> {
      const notes: Words[] = [];
      const { folder, trusted } = ref;
      const { policy } = await readPolicy([folder], trusted, parts, notes);
      const whole = await parts.analyser.analyseRepository(folder, 'code', signal);
      // What a file does to the analysis keeps nothing from being told that stands in a command.
      const outcome =
        whole.status === 'ok' ? whole : await parts.analyser.analyseRepository(folder, 'commands', signal);
      signal.throwIfAborted();
      const failures = distinctWords([whole, outcome].flatMap(failureOf));
      if (outcome.status !== 'ok') return { folder, hooks: [], level: 'none', problems: failures, notes };
      const { hooks, incomplete } = outcome.value;
      const judged = hooks.map((one) => assessHook(one, judgementBy(policy, parts)));
      const level = worstLevel(judged.map((one) => one.level));
      return { folder, hooks: judged, level, problems: [...failures, ...problemsOf(incomplete)], notes };
    },
    acceptanceEdit: (ref: RepositoryRef, acceptance: Acceptance): Promise<AcceptanceEdit> =>
      acceptanceEdit(ref.folder, acceptance, parts),
  };
}

function judgementBy(policy: Policy, { rules, scorer, clock, organisation }: RepositoryParts): Judgement {
  const decided = { ...policy, organisation };
  return { rules, scorer, policy: decided, registries: NO_REGISTRIES, now: clock(), cooldownHours: 0 };
}

/** What somebody has to run first is no reason not to open the folder. */
const WORST: Readonly<Partial<Record<HookTrigger, Level>>> = Object.freeze({ named: 'high' });

function notAbove(worst: Level, finding: Finding): Finding {
  return compareLevels(finding.level, worst) > 0 ? { ...finding, level: worst } : finding;
}

/**
 * By the rules for what packages do. A program that its own project starts has ways of its own: what only a call would do, and is no
 * more than remarkable in a package, says nothing here.
 */
function assessHook({ hook, artifact }: HookFacts, judgement: Judgement): Assessment {
  const subject: Subject = {
    name: `${hook.file}#${hook.name}`,
    resolution: { from: 'nowhere', because: 'not-from-registry' },
    direct: true,
    paths: [],
    hook,
  };
  const now = judgement.now;
  const all = assess(subject, { artifact: ok(artifact, now) }, false, judgement);
  const runs = (one: { readonly moment: Moment }): boolean => one.moment !== 'call' && one.moment !== 'command';
  const unasked = {
    ...artifact,
    flows: artifact.flows.filter(runs),
    behaviours: artifact.behaviours.filter(runs),
  };
  const first = assess(subject, { artifact: ok(unasked, now) }, false, judgement);
  const told = [
    ...first.findings.filter(({ level }) => isAtLeast(level, 'medium')),
    ...all.findings.filter(({ level }) => isAtLeast(level, 'high')),
  ];
  const worst = WORST[hook.trigger] ?? 'critical';
  const findings = [...new Map(told.map((finding) => [finding.fingerprint, notAbove(worst, finding)])).values()];
  findings.sort((a, b) => compareLevels(b.level, a.level));
  return { ...all, findings, level: worstLevel(findings.map(({ level }) => level)) };
}

function failureOf(outcome: Outcome<unknown>): readonly Words[] {
  return 'message' in outcome ? [outcome.wording ?? outcome.message] : [];
}

function problemsOf(incomplete: readonly Incomplete[]): readonly Words[] {
  const all = distinctWords(
    incomplete.map(({ file, reason }) => (file === undefined ? reason : phrase('{file} {reason}', { file, reason }))),
  );
  const more = all.length - MAX_PROBLEMS;
  return more > 0 ? [...all.slice(0, MAX_PROBLEMS), phrase('and {more} more', { more })] : all;
}
