import type { LineAssessment } from './judged-manifest.js';

/** A part of a manifest that lists dependencies: `dependencies`, or one catalog of several. */
export interface Section {
  /** Its path in the document: `['catalogs', 'legacy']`. */
  readonly path: readonly string[];
  /** In document order; one at least. */
  readonly lines: readonly [LineAssessment, ...LineAssessment[]];
}

/** The sections of a manifest in the order of their first lines. Overrides nest, and are one section however deep. */
export function sectionsOf(lines: readonly LineAssessment[]): readonly Section[] {
  const found: { readonly path: readonly string[]; readonly lines: [LineAssessment, ...LineAssessment[]] }[] = [];
  for (const line of lines) {
    const path = sectionPath(line);
    const known = found.find((section) => isSamePath(section.path, path));
    if (known === undefined) found.push({ path, lines: [line] });
    else known.lines.push(line);
  }
  return found;
}

/** Which section a line stands in. */
export function sectionPath({ subject: { dependency } }: LineAssessment): readonly string[] {
  const { path, section } = dependency;
  const end = section === 'overrides' ? path.indexOf('overrides') + 1 : path.length - 1;
  return path.slice(0, Math.max(1, end));
}

export function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

/** Where the section's key stands: the last one of that name before its first line. Undefined where it cannot be told. */
export function sectionStart(text: string, { path, lines: [first] }: Section): number | undefined {
  const name = path.at(-1) ?? '';
  const before = text.slice(0, first.subject.dependency.span.start);
  const at = before.lastIndexOf(name);
  return at < 0 ? undefined : at;
}
