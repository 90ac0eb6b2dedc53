import type { Engine, Progress, ProjectRef } from '../engine/engine.js';
import type { RepositoryJudge } from '../engine/repository-judge.js';
import type { ToolInput } from './read-input.js';
import type { ObjectSchema } from './schema.js';

/** A project or folder that a tool is asked about, and what judges it. */
export interface ToolPlace {
  readonly engine: Engine;
  /** Absent where a setting says not to look at what the folder runs by itself. */
  readonly repositories?: RepositoryJudge;
  readonly ref: ProjectRef;
  /** A file as the asking side knows it. */
  readonly shownPath: (absolute: string) => string;
}

/** What one call works with. */
export interface ToolContext {
  /** The place that an agent's `path` means; without one, where it works. A problem says what to send instead. */
  readonly place: (path: string | undefined) => Promise<ToolPlace | ToolProblem>;
  /** The text of a rule's page, where it comes with the program. */
  readonly rulePage: (rule: string) => string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: (what: string, progress: Progress) => void;
}

/** Why there is no result, in a sentence that says what to do. */
export interface ToolProblem {
  readonly problem: string;
}

/** Plain data that fits the tool's output schema. */
export type ToolResult = Readonly<Record<string, unknown>>;

/** What an agent can ask. One description for the Model Context Protocol and for the editor's language models. */
export interface Tool {
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** For the model: when to use it, and what comes back. */
  readonly description: string;
  readonly input: ObjectSchema;
  readonly output: ObjectSchema;
  /** Rejects only with the signal's reason or where something is broken. */
  run(input: ToolInput, context: ToolContext): Promise<ToolResult | ToolProblem>;
}

export function isProblem(value: object): value is ToolProblem {
  return 'problem' in value && typeof value.problem === 'string';
}
