import { worstLevel, type Level } from '../../model/index.js';
import { setAside, type Knowledge } from '../known-findings.js';
import type { Report } from '../report.js';
import { shownProject, toldFindings } from '../told-findings.js';
import type { SourceRoot } from '../support/source-root.js';
import type { Baseline, BaselineEntry } from './baseline.js';

/**
 * The report with what a baseline holds set aside.
 *
 * @param mayBeKnown of a rule: whether a baseline can hold its findings at all
 */
export function withBaseline(
  report: Report,
  entries: Baseline,
  root: SourceRoot,
  mayBeKnown: (rule: string) => boolean,
): Report {
  const levels = new Map<string, Level>();
  for (const { fingerprint, level } of entries)
    levels.set(fingerprint, worstLevel([level, levels.get(fingerprint) ?? 'none']));
  const knowledge: Knowledge = {
    from: 'baseline',
    levelOf: ({ identity, finding }) => (mayBeKnown(finding.rule) ? levels.get(identity) : undefined),
  };
  const stale = staleEntries(report, entries, root);
  return { ...setAside(report, knowledge, root), baseline: { entries: entries.length, stale } };
}

/**
 * What no longer holds, of the projects that were judged. A finding may be missing only because something could not be asked: then
 * nobody can tell.
 */
function staleEntries(report: Report, entries: Baseline, root: SourceRoot): readonly BaselineEntry[] {
  const found = new Set(toldFindings(report, root).map(({ identity }) => identity));
  const judged = new Map(
    report.projects.map(({ path, packages }) => [
      shownProject(path, root),
      new Set(packages.filter(({ unchecked }) => unchecked.length > 0).map(({ id }) => id)),
    ]),
  );
  return entries.filter(({ fingerprint, project, package: subject }) => {
    const unsure = judged.get(project);
    return unsure !== undefined && !unsure.has(subject) && !found.has(fingerprint);
  });
}
