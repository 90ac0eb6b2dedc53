import type { HookReport } from '../hook-report.js';
import type { PackageReport } from '../package-report.js';
import type { BaselineUse } from '../report.js';

/** Findings that were known before, one in a line. Unescaped. */
export function knownTexts(packages: readonly PackageReport[], hooks: readonly HookReport[]): readonly string[] {
  const titled = [
    ...packages.map(({ id, known }) => [id, known] as const),
    ...hooks.map(({ file, name, known }) => [`${file}#${name}`, known] as const),
  ];
  return titled.flatMap(([title, known]) =>
    known.map(({ finding: { rule, level }, from }) => {
      const where = from === 'baseline' ? 'in the baseline' : 'there before';
      return `${title} ${rule} (${level}), ${where}`;
    }),
  );
}

/** What a baseline holds and nobody finds any more. Unescaped. */
export function staleTexts(baseline: BaselineUse | undefined): readonly string[] {
  return (baseline?.stale ?? []).map(({ package: subject, rule }) => `${subject} ${rule}`);
}
