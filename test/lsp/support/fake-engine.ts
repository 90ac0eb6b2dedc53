import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  AcceptanceEdit,
  Engine,
  FixDepth,
  JudgeOptions,
  JudgeScope,
  Project,
  ProjectAssessment,
  ProjectRef,
  WhoIsAsked,
} from '../../../server/src/engine/engine.js';
import type { Addition, WantedLine } from '../../../server/src/engine/in-text/wanted-line.js';
import type { NamedPackage } from '../../../server/src/engine/in-text/named-package.js';
import type { MeantProject } from '../../../server/src/engine/engine.js';
import { meantProject } from '../../../server/src/engine/meant-project.js';
import { LOCKFILE_FORMATS, SETTINGS_FORMATS } from '../../../server/src/formats/index.js';
import type { ComparedVersions } from '../../../server/src/engine/comparing/compare-versions.js';
import type { LookedInto, ScriptReview } from '../../../server/src/model/index.js';
import type { VersionCandidate } from '../../../server/src/engine/safe-version.js';
import type { VersionChoices } from '../../../server/src/engine/version-choices.js';
import type { PackageFileRef } from '../../../server/src/engine/package-file-ref.js';
import {
  absent,
  EMPTY_POLICY,
  worstLevel,
  type Acceptance,
  type Assessment,
  type DependencyGraph,
  type FileEdits,
  type Outcome,
  type Remedy,
  type Subject,
  type SuggestedName,
  type TextEdit,
} from '../../../server/src/model/index.js';
import { dependenciesOf, judged, type LineGiven } from '../../features/support/manifest-document.js';
import { deferred } from '../../support/deferred.js';
import { assessment, NOW, subject } from '../../support/subjects.js';
import { Inbox } from './inbox.js';

/** A judging that the test brings to its end. */
export interface RunningJudging {
  readonly project: Project;
  readonly options: JudgeOptions;
  finish(): void;
  fail(error: Error): void;
}

/** What is known, by declared name; everything else has nothing to say. */
export type Known = Readonly<Record<string, LineGiven>>;

/** An engine that knows what the test tells it, and judges as long as the test wants. */
export class FakeEngine implements Engine {
  readonly opened: Project[] = [];
  readonly judgings = new Inbox<RunningJudging>();
  /** In memory from the start of the next answer on. */
  known: Known = {};
  /** What is judged of the lockfile, besides the lines. */
  knownLocked: readonly Assessment[] = [];
  notes: readonly string[] = [];
  timesForgotten = 0;
  timesJudgedNow = 0;
  timesJudgedKnown = 0;
  lockfile: Pick<Project, 'lockfilePath' | 'graph' | 'workspace'> = {};
  openTextFails: Error | undefined;
  /** Manifests that are opened by their path; undefined where the editor has to hand over texts. */
  onDisk: Readonly<Record<string, string>> | undefined;
  /** The members of the workspaces, by the root's path. */
  members: Readonly<Record<string, readonly string[]>> = {};
  /** What `remedies` answers; may wait. */
  offer: (subject: Assessment, signal: AbortSignal, depth?: FixDepth) => Promise<readonly Remedy[]> = () =>
    Promise.resolve([]);
  names: readonly SuggestedName[] = [];
  choices: (name: string) => VersionChoices | undefined = () => undefined;
  edits: readonly TextEdit[] | undefined = [];
  editsElsewhere: readonly FileEdits[] = [];
  comparison: (subject: Subject, other: string) => Outcome<ComparedVersions> = () => absent(NOW);
  fileText: (wanted: PackageFileRef, ref: ProjectRef) => Outcome<string> = () => absent(NOW);
  review: ScriptReview | undefined;
  seen: readonly LookedInto[] = [];
  acceptance: (acceptance: Acceptance) => AcceptanceEdit = () => ({ problem: 'nothing is accepted here' });

  /** What was asked about names: `lodash 4.17.20 everybody`. */
  readonly explained: string[] = [];
  explains: (name: string, range: string | undefined) => Promise<Assessment> = () => Promise.resolve(assessment());
  named: (file: string, text: string, projects: readonly Project[]) => Promise<readonly NamedPackage[]> = () =>
    Promise.resolve([]);
  adds: (wanted: WantedLine) => Addition = () => ({ problem: 'nothing is added here' });

  meant(absolute: string): MeantProject {
    return meantProject(absolute, { lockfileFormats: LOCKFILE_FORMATS, settingsFormats: SETTINGS_FORMATS });
  }

  open(ref: ProjectRef): Promise<Project | undefined> {
    if (this.onDisk === undefined) {
      return ref.orLockfile === true ? this.openText(ref, '{}') : Promise.reject(new Error('the editor opens texts'));
    }
    const text = this.onDisk[ref.manifestPath];
    return text === undefined ? Promise.resolve(undefined) : this.openText(ref, text);
  }

  openText(ref: ProjectRef, manifestText: string): Promise<Project> {
    if (this.openTextFails !== undefined) return Promise.reject(this.openTextFails);
    const document = TextDocument.create('', 'json', 0, manifestText);
    const project: Project = {
      ...ref,
      ...this.lockfile,
      ...{ folder: path.dirname(ref.manifestPath), manifestText, policy: EMPTY_POLICY, notes: this.notes },
      manifest: { dependencies: dependenciesOf(document), problems: [] },
    };
    this.opened.push(project);
    return Promise.resolve(project);
  }

  versionCandidates(): Promise<Outcome<readonly VersionCandidate[]>> {
    return Promise.resolve(absent(NOW));
  }

  judgeNow(project: Project, scope: JudgeScope): ProjectAssessment {
    this.timesJudgedNow += 1;
    const document = TextDocument.create('', 'json', 0, project.manifestText);
    const lines = scope === 'locked' ? [] : judged(document, this.known).assessments;
    const assessments = [...lines, ...this.knownLocked];
    const level = worstLevel(assessments.map((one) => one.level));
    return { assessments, level, problems: [], notes: project.notes, pending: false };
  }

  judgeKnown(project: Project, scope: JudgeScope): Promise<ProjectAssessment> {
    this.timesJudgedKnown += 1;
    return Promise.resolve(this.judgeNow(project, scope));
  }

  judge(project: Project, options: JudgeOptions): Promise<ProjectAssessment> {
    const { promise, resolve, reject } = deferred<ProjectAssessment>();
    options.signal.addEventListener('abort', () => reject(options.signal.reason));
    this.judgings.put({ project, options, finish: () => resolve(this.judgeNow(project, options.scope)), fail: reject });
    return promise;
  }

  explain(
    name: string,
    range: string | undefined,
    _ref: ProjectRef,
    _signal: AbortSignal,
    asked?: WhoIsAsked,
  ): Promise<Assessment> {
    this.explained.push([name, range ?? '', asked ?? 'everybody'].join(' '));
    return this.explains(name, range);
  }

  reviewScripts(): Promise<ScriptReview | undefined> {
    return Promise.resolve(this.review);
  }

  lookInto(): Promise<readonly LookedInto[]> {
    return Promise.resolve(this.seen);
  }

  namedIn(file: string, text: string, projects: readonly Project[]): Promise<readonly NamedPackage[]> {
    return this.named(file, text, projects);
  }

  addition(_project: Project, wanted: WantedLine): Promise<Addition> {
    return Promise.resolve(this.adds(wanted));
  }

  remedies(_project: Project, subject: Assessment, signal: AbortSignal, depth?: FixDepth): Promise<readonly Remedy[]> {
    return this.offer(subject, signal, depth);
  }

  remedyEdits({ manifestPath: file, manifestText: before }: Project): Promise<readonly FileEdits[] | undefined> {
    return Promise.resolve(this.edits && [{ file, before, edits: this.edits }, ...this.editsElsewhere]);
  }

  acceptanceEdit(_project: Project, acceptance: Acceptance): Promise<AcceptanceEdit> {
    return Promise.resolve(this.acceptance(acceptance));
  }

  compareVersions(_project: Project, subject: Subject, other: string): Promise<Outcome<ComparedVersions>> {
    return Promise.resolve(this.comparison(subject, other));
  }

  packageFile(ref: ProjectRef, wanted: PackageFileRef): Promise<Outcome<string>> {
    return Promise.resolve(this.fileText(wanted, ref));
  }

  suggestNames(typed: string): Promise<readonly SuggestedName[]> {
    return Promise.resolve(this.names.filter(({ name }) => name.includes(typed)));
  }

  versionChoices(_project: Project, name: string): Promise<VersionChoices | undefined> {
    return Promise.resolve(this.choices(name));
  }

  chosenVersion(_project: Project, name: string, version: string): Promise<Assessment> {
    return Promise.resolve(assessment({ subject: subject({ name, version, dependency: null }) }));
  }

  workspaceManifests({ manifestPath }: Project): Promise<readonly string[]> {
    return Promise.resolve(this.members[manifestPath] ?? []);
  }

  judgeDecisions(): undefined {
    return undefined;
  }

  adopt(project: Project): Promise<Project> {
    return Promise.resolve(project);
  }

  readLockfile(): Promise<Outcome<DependencyGraph>> {
    return Promise.resolve(absent(NOW));
  }

  forget(): void {
    this.timesForgotten += 1;
  }

  forgetAnswers(): void {
    this.timesForgotten += 1;
  }
}
