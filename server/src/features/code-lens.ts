import type { CodeLens, Command } from 'vscode-languageserver';
import type { Level, SeverityByLevel } from '../model/index.js';
import {
  COMMANDS,
  SHOW_PROBLEMS_COMMAND,
  type SafeFixesParams,
  type ShowProblemsParams,
} from '../protocol/messages.js';
import type { Translate } from '../protocol/translate.js';
import { broughtInByLine } from './support/brought-in.js';
import { lineAssessments, type JudgedManifest } from './support/judged-manifest.js';
import { levelAmounts } from './support/words.js';
import { levelOnLine } from './support/line-level.js';
import type { SafeFix } from './support/safe-fix.js';
import { isSamePath, sectionPath, sectionsOf, sectionStart, type Section } from './support/sections.js';

export interface CodeLensInput {
  readonly manifest: JudgedManifest;
  readonly severity: SeverityByLevel;
  /** None while they are looked for. */
  readonly fixes: readonly SafeFix[];
  readonly t: Translate;
}

/** Over each section with problems: how many lines have some, and how many of these can be fixed without a second look. */
export function codeLensesFor({ manifest, severity, fixes, t }: CodeLensInput): readonly CodeLens[] {
  const { document, assessments } = manifest;
  const lines = lineAssessments(assessments);
  const broughtIn = broughtInByLine(lines, assessments);
  return sectionsOf(lines).flatMap((section) => {
    const start = sectionStart(document.getText(), section);
    const problems = section.lines
      .map((line) => ({ line, level: levelOnLine(line, broughtIn.get(line) ?? [], severity) }))
      .filter(({ level }) => level !== 'none');
    if (start === undefined || problems.length === 0) return [];
    const place = document.positionAt(start);
    const at = problems.map(({ line }) => document.positionAt(line.subject.dependency.span.start).line);
    const commands = [
      showCommand(
        problems.map(({ level }) => level),
        { uri: document.uri, lines: at },
        t,
      ),
      ...fixCommand(section, fixes, document.uri, t),
    ];
    return commands.map((command) => ({ range: { start: place, end: place }, command }));
  });
}

/** `2 high · 1 medium` */
function showCommand(levels: readonly Level[], params: ShowProblemsParams, t: Translate): Command {
  const counts = levelAmounts((level) => levels.filter((one) => one === level).length, t);
  return { title: counts.join(' · '), command: SHOW_PROBLEMS_COMMAND, arguments: [params] };
}

function fixCommand({ path }: Section, fixes: readonly SafeFix[], uri: string, t: Translate): readonly Command[] {
  const amount = fixes.filter(({ line }) => isSamePath(sectionPath(line), path)).length;
  if (amount === 0) return [];
  const title =
    amount === 1 ? t('1 safe fix available: apply it') : t('{amount} safe fixes available: apply all', { amount });
  const params: SafeFixesParams = { uri, section: path };
  return [{ title, command: COMMANDS.applySafeFixes, arguments: [params] }];
}
