/**
 * Small manifests for tests of features: a text in which «marks» show where something is expected to stand, and what is
 * judged of its lines.
 */
import { parseTree, type Node } from 'jsonc-parser';
import { TextDocument, type Range } from 'vscode-languageserver-textdocument';
import type { Escapes } from '../../../server/src/features/support/escapes.js';
import type { JudgedManifest } from '../../../server/src/features/support/judged-manifest.js';
import {
  DEPENDENCY_SECTIONS,
  type Assessment,
  type Dependency,
  type Specifier,
} from '../../../server/src/model/index.js';
import { escapeMarkdown, markdownCode, markdownLink, webAddress } from '../../../server/src/report/support/markdown.js';
import { ENGLISH } from '../../../server/src/protocol/translate.js';
import { plainText } from '../../../server/src/report/support/plain-text.js';
import { assessment, registrySpecifier, subject, type SubjectGiven } from '../../support/subjects.js';

export const MANIFEST_URI = 'file:///project/package.json';

export const ESCAPES: Escapes = {
  t: ENGLISH,
  plain: plainText,
  markdown: escapeMarkdown,
  code: markdownCode,
  link: markdownLink,
  webAddress,
};

export interface MarkedDocument {
  readonly document: TextDocument;
  /** What stood between « and », in the order of the text. */
  readonly ranges: readonly Range[];
  readonly offsets: readonly number[];
}

export function marked(text: string, uri = MANIFEST_URI): MarkedDocument {
  const offsets: number[] = [];
  let plain = '';
  for (const part of text.split(/([«»])/)) {
    if (part === '«' || part === '»') offsets.push(plain.length);
    else plain += part;
  }
  const document = TextDocument.create(uri, 'json', 7, plain);
  const ranges: Range[] = [];
  for (let index = 0; index + 1 < offsets.length; index += 2) {
    ranges.push({ start: document.positionAt(offsets[index] ?? 0), end: document.positionAt(offsets[index + 1] ?? 0) });
  }
  return { document, ranges, offsets };
}

/** What is said of a line; the line itself comes from the document. */
export type LineGiven = Partial<Omit<Assessment, 'subject'>> & {
  readonly subject?: SubjectGiven;
  readonly specifier?: Specifier;
};

/** The document's dependencies as assessments: by name what differs from "nothing to say". */
export function judged(document: TextDocument, lines: Readonly<Record<string, LineGiven>> = {}): JudgedManifest {
  const assessments = dependenciesOf(document).map((dependency) => {
    const { subject: given, specifier = dependency.specifier, ...rest } = lines[dependency.name] ?? {};
    const line = subject({ name: dependency.name, ...given, dependency: { ...dependency, specifier } });
    return assessment({ ...rest, subject: line });
  });
  return { document, assessments, problems: [], notes: [] };
}

/** The dependencies that a text declares, with their places. */
export function dependenciesOf(document: TextDocument): readonly Dependency[] {
  const root = parseTree(document.getText());
  return DEPENDENCY_SECTIONS.flatMap((section) => {
    const entries = propertyOf(root, section)?.children ?? [];
    return entries.flatMap(({ children, offset, length }): Dependency[] => {
      const [key, value] = children ?? [];
      if (key === undefined || value === undefined) return [];
      const name = String(key.value);
      const raw = String(value.value);
      return [
        {
          ...{ name, section, raw, specifier: registrySpecifier(name, raw), path: [section, name] },
          span: { start: offset, end: offset + length },
          nameSpan: spanOf(key),
          specifierSpan: spanOf(value),
        },
      ];
    });
  });
}

function propertyOf(root: Node | undefined, name: string): Node | undefined {
  return root?.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

function spanOf({ offset, length }: Node): Dependency['span'] {
  return { start: offset, end: offset + length };
}
