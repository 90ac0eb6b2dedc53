import { LEVELS, type Level } from '../model/index.js';
import type { HookReport } from './hook-report.js';
import { findingLines, type Typesetting } from './support/finding-lines.js';
import { rule } from './support/layout.js';
import { terminalText } from './support/terminal.js';
import { count } from './support/wording.js';

const WORST_FIRST: readonly Level[] = Object.freeze([...LEVELS].reverse());

/** What runs of the repository by itself and does harm: it stands above all packages, as it runs before any is there. */
export function hookLines(hooks: readonly HookReport[], typesetting: Typesetting): readonly string[] {
  const { style, width } = typesetting;
  const told = hooks.filter(({ findings }) => findings.length > 0);
  const worst = WORST_FIRST.find((level) => told.some((one) => one.level === level));
  if (worst === undefined) return [];
  return [
    style.level[worst](rule('this repository', count(told.length, 'hook'), width)),
    '',
    ...told.flatMap((one) => [
      `  ${style.bold(terminalText(one.label))}${style.dim(` ${terminalText(`${one.file}:${one.line}`)} ${one.level}`)}`,
      ...one.findings.flatMap((finding) => findingLines(finding, one.level, typesetting)),
      '',
    ]),
  ];
}
