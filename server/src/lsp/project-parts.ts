import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Engine, Project, ProjectAssessment } from '../engine/engine.js';
import type { Settings } from '../model/index.js';
import type { Clock } from '../platform/clock.js';
import type { Files } from '../platform/files.js';
import type { Logger } from '../platform/logger.js';
import type { Timers } from '../platform/timers.js';
import type { Configuration } from './configuration.js';
import type { DocumentTexts } from './documents.js';
import type { EnginePool } from './engine-pool.js';
import type { ShowLongWork } from './long-work.js';

/** What the projects of the open documents share. */
export interface ProjectParts {
  readonly documents: DocumentTexts;
  readonly configuration: Configuration;
  readonly engines: EnginePool;
  /** Open documents over the disk. */
  readonly files: Files;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly isTrusted: () => boolean;
  readonly showLongWork: ShowLongWork;
  /** What is judged of a manifest has changed. */
  readonly onNews: (uri: string) => void;
  /** How far the judging is has changed. */
  readonly onProgress: () => void;
}

/** The text of a manifest or lockfile at one version, with its project. */
export interface Opened {
  readonly document: TextDocument;
  readonly settings: Settings;
  readonly engine: Engine;
  readonly project: Project;
}

export interface Judged extends Opened {
  readonly assessment: ProjectAssessment;
}
