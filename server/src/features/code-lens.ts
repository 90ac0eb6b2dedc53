import type { CodeLens, Command } from 'vscode-languageserver';
import { isAtLeast, LEVELS, type Level, type SeverityByLevel } from '../model/index.js';
import {
  COMMANDS,
  SHOW_PROBLEMS_COMMAND,
  type SafeFixesParams,
  type ShowProblemsParams,
} from '../protocol/messages.js';
import { broughtInByLine } from './support/brought-in.js';
import { lineAssessments, type JudgedManifest } from './support/judged-manifest.js';
import { levelOnLine } from './support/line-level.js';
import type { SafeFix } from './support/safe-fix.js';
import { isSamePath, sectionPath, sectionsOf, sectionStart, type Section } from './support/sections.js';

const WORST_FIRST: readonly Level[] = Object.freeze(LEVELS.filter((level) => isAtLeast(level, 'low')).reverse());

export interface CodeLensInput {
  readonly manifest: JudgedManifest;
  readonly severity: SeverityByLevel;
  /** None while they are looked for. */
  readonly fixes: readonly SafeFix[];
}

/** Over each section with problems: how many lines have some, and how many of these can be fixed without a second look. */
export function codeLensesFor({ manifest, severity, fixes }: CodeLensInput): readonly CodeLens[] {
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
      ),
      ...fixCommand(section, fixes, document.uri),
    ];
    return commands.map((command) => ({ range: { start: place, end: place }, command }));
  });
}

/** `2 high · 1 medium` */
function showCommand(levels: readonly Level[], params: ShowProblemsParams): Command {
  const counts = WORST_FIRST.flatMap((level) => {
    const amount = levels.filter((one) => one === level).length;
    return amount === 0 ? [] : [`${amount} ${level}`];
  });
  return { title: counts.join(' · '), command: SHOW_PROBLEMS_COMMAND, arguments: [params] };
}

function fixCommand({ path }: Section, fixes: readonly SafeFix[], uri: string): readonly Command[] {
  const amount = fixes.filter(({ line }) => isSamePath(sectionPath(line), path)).length;
  if (amount === 0) return [];
  const title = amount === 1 ? '1 safe fix available: apply it' : `${amount} safe fixes available: apply all`;
  const params: SafeFixesParams = { uri, section: path };
  return [{ title, command: COMMANDS.applySafeFixes, arguments: [params] }];
}
