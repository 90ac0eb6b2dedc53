import type { Range } from 'vscode-languageserver';
import type { Assessment, Evidence, RepositoryHook, Stretch } from '../../model/index.js';

/** A hook of a repository with what is judged of it. */
export type HookAssessment = Assessment & { readonly subject: { readonly hook: RepositoryHook } };

/** What is judged of one folder. */
export interface JudgedRepository {
  /** Of the folder. */
  readonly uri: string;
  readonly hooks: readonly HookAssessment[];
  /** The address of a file, by its path below the folder. */
  readonly uriOf: (file: string) => string;
}

export function isHook(assessment: Assessment): assessment is HookAssessment {
  return assessment.subject.hook !== undefined;
}

export function rangeOfStretch({ line, column, endLine, endColumn }: Stretch): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

/** Where evidence stands: a point, as nobody knows how far it reaches. */
export function rangeOfEvidence({ line = 1, column = 1 }: Evidence): Range {
  const at = { line: Math.max(0, line - 1), character: Math.max(0, column - 1) };
  return { start: at, end: at };
}

/** Some evidence says the same as the hook itself. */
export function isElsewhere({ file, line }: Evidence, { hook }: HookAssessment['subject']): boolean {
  return file !== undefined && (file !== hook.file || line !== hook.place.line);
}
