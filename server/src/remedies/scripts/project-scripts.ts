import {
  installScriptsOf,
  isAtLeast,
  isNamed,
  inEnglish,
  judgedVersion,
  packageId,
  phrase,
  worstLevel,
  type Assessment,
  type Level,
  type Remedy,
  type ScriptReview,
  type Words,
  worded,
} from '../../model/index.js';
import { scriptListChanges } from './script-lists.js';
import { placed, scriptWish } from './script-remedies.js';
import type { ScriptSite } from '../remedy.js';
import type { ScriptWish } from './script-site.js';

type Verdict = 'allowed' | 'denied' | 'open';

/** What has install scripts now, and what of it is judged well. What somebody has denied stays so. */
export function reviewScripts(assessments: readonly Assessment[], site: ScriptSite): ScriptReview {
  const withScripts = distinct(assessments.filter(hasInstallScripts));
  const verdicts = withScripts.map((assessment) => [assessment, verdictOn(assessment)] as const);
  const idsOf = (wanted: Verdict): readonly string[] =>
    verdicts.filter(([, verdict]) => verdict === wanted).map(([assessment]) => idOf(assessment));
  const review = { allowed: idsOf('allowed'), denied: idsOf('denied'), open: idsOf('open') };
  const made = scriptListChanges(site, wishesFor(verdicts, site));
  if (made === undefined) return review;
  const caveat = made.caveat === undefined ? {} : { caveat: inEnglish(made.caveat) };
  const isDone = made.root.length + made.settings.length === 0;
  const remedy: Remedy = {
    kind: 'allow-scripts',
    ...worded({ title: titleFor(review.allowed.length, made.where), caveat: made.caveat }),
    ...{ rules: [], ...placed(site, made), preferred: false },
  };
  return { ...review, where: inEnglish(made.where), ...caveat, ...(isDone ? {} : { remedy }) };
}

function hasInstallScripts(assessment: Assessment): boolean {
  const { subject } = assessment;
  return judgedVersion(subject) !== undefined && Object.keys(installScriptsOf(assessment) ?? {}).length > 0;
}

/** That it is on no list yet is what is to change, and says nothing of the package. */
const ABOUT_THE_LIST: readonly string[] = ['beyond-allow-list'];

function verdictOn({ subject, manager, findings, accepted, pending }: Assessment): Verdict {
  const wanted = { name: subject.name, version: judgedVersion(subject) };
  if (manager !== undefined && isNamed(wanted, manager.scripts.denied)) return 'denied';
  const level = levelOf([...findings, ...accepted.map(({ finding }) => finding)]);
  if (isAtLeast(level, 'high')) return 'denied';
  return pending || isAtLeast(level, 'medium') ? 'open' : 'allowed';
}

/** What the team has accepted is accepted for what it does, not for running with its rights at every install. */
function levelOf(findings: readonly { readonly rule: string; readonly level: Level }[]): Level {
  return worstLevel(findings.filter(({ rule }) => !ABOUT_THE_LIST.includes(rule)).map(({ level }) => level));
}

/** One for each name: what is denied in one version is denied in all, as every list has it. */
function wishesFor(verdicts: readonly (readonly [Assessment, Verdict])[], site: ScriptSite): readonly ScriptWish[] {
  const byName = new Map<string, ScriptWish>();
  for (const [{ subject }, verdict] of verdicts) {
    const known = byName.get(subject.name);
    if (verdict === 'open' || known?.allow === false) continue;
    const wish = scriptWish(subject, site, verdict === 'allowed', known?.versions);
    if (wish !== undefined) byName.set(subject.name, wish);
  }
  return [...byName.values()];
}

/** By name; a package that is locked in several places is named once. */
function distinct(assessments: readonly Assessment[]): readonly Assessment[] {
  const byId = new Map(assessments.map((assessment) => [idOf(assessment), assessment] as const));
  return [...byId.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, assessment]) => assessment);
}

function idOf({ subject }: Assessment): string {
  return packageId({ name: subject.name, version: judgedVersion(subject) ?? '' });
}

function titleFor(packages: number, where: Words): Words {
  return packages === 1
    ? phrase('Allow install scripts of 1 package only ({where})', { where })
    : phrase('Allow install scripts of {packages} packages only ({where})', { packages, where });
}
