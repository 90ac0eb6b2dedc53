import { setMaxListeners } from 'node:events';
import path from 'node:path';
import {
  EMPTY_POLICY,
  phrase,
  type Acceptance,
  type Assessment,
  type DependencyGraph,
  type FileEdits,
  type LookedInto,
  type Outcome,
  type Question,
  type Remedy,
  type ScriptReview,
  type Subject,
  type SuggestedName,
} from '../model/index.js';
import type { SourceSet } from '../sources/source.js';
import { acceptanceEdit } from './acceptance-edit.js';
import { Aftermaths } from './aftermath/aftermaths.js';
import type {
  AcceptanceEdit,
  DecisionChange,
  Engine,
  FixDepth,
  JudgeOptions,
  JudgeScope,
  MeantProject,
  Project,
  ProjectAssessment,
  ProjectRef,
  RemedyChanges,
  WhoIsAsked,
} from './engine.js';
import { compareVersions } from './comparing/compare-versions.js';
import { explainPackage } from './explain.js';
import { FactStore } from './fact-store.js';
import { LineJudging } from './line-judging.js';
import { LockedJudging } from './locked-judging.js';
import { findFixes, type FixLookUps } from './find-fixes.js';
import { additionTo } from './in-text/addition.js';
import { InTextReader } from './in-text/in-text-reader.js';
import { sourcesHere } from './in-text/known-here.js';
import type { NamedPackage } from './in-text/named-package.js';
import type { Addition, WantedLine } from './in-text/wanted-line.js';
import { lookIntoAll } from './look-into.js';
import { meantProject } from './meant-project.js';
import type { PackageFileRef } from './package-file-ref.js';
import type { EngineParts } from './parts.js';
import { fetchProject } from './project-lookups.js';
import { assessmentOf } from './project-assessment.js';
import { ProjectReader } from './project-reader.js';
import { ProjectWorlds } from './project-worlds.js';
import { remedyEdits } from './remedy-edits.js';
import { readScriptSite } from './scripts/read-script-site.js';
import { judgeDecisions } from './judge-decisions.js';
import { versionCandidates } from './version-candidates.js';
import { chosenVersion, versionChoices, type ChoiceLookUps, type VersionChoices } from './version-choices.js';

/** The engine over whatever parts `compose.ts` chose. Holds facts in memory and nothing else. */
export class JudgingEngine implements Engine {
  readonly #parts: EngineParts;
  readonly #reader: ProjectReader;
  readonly #store: FactStore;
  readonly #locked: LockedJudging;
  readonly #inText: InTextReader;
  readonly #aftermaths: Aftermaths;
  readonly #worlds: ProjectWorlds;
  readonly #lines: LineJudging;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#worlds = new ProjectWorlds(parts);
    this.#aftermaths = new Aftermaths(parts.files);
    this.#reader = new ProjectReader(parts);
    this.#inText = new InTextReader(parts);
    this.#store = new FactStore(parts.clock, parts.breathe);
    this.#lines = new LineJudging(this.#store, parts.clock);
    this.#locked = new LockedJudging(this.#store, parts.breathe);
  }

  meant(absolute: string): MeantProject {
    return meantProject(absolute, this.#parts);
  }

  async open(ref: ProjectRef): Promise<Project | undefined> {
    const text = await this.#parts.files.read(ref.manifestPath);
    if (text.status === 'ok') {
      const project = await this.openText(ref, text.value);
      return ref.lockfile === undefined || project.lockfilePath !== undefined ? project : undefined;
    }
    return text.status === 'absent' && ref.orLockfile === true ? this.#openLockfile(ref) : undefined;
  }

  async #openLockfile(ref: ProjectRef): Promise<Project | undefined> {
    const project = await this.#reader.read(ref, undefined);
    const { lockfilePath } = project;
    if (lockfilePath === undefined) return undefined;
    const note = phrase('There is no package.json: {file} is judged for what it holds.', {
      file: path.basename(lockfilePath),
    });
    return this.adopt({ ...project, isLockfileAlone: true, notes: [note, ...project.notes] });
  }

  async openText(ref: ProjectRef, manifestText: string): Promise<Project> {
    return this.adopt(await this.#reader.read(ref, manifestText));
  }

  async adopt(project: Project): Promise<Project> {
    await this.#worlds.adopt(project);
    return project;
  }

  judgeDecisions(project: Project, change: DecisionChange): Assessment | undefined {
    return judgeDecisions(change, this.#worlds.judgement(project), this.#parts);
  }

  readLockfile(lockfilePath: string): Promise<Outcome<DependencyGraph>> {
    return this.#reader.readLockfile(lockfilePath);
  }

  judgeNow(project: Project, scope: JudgeScope): ProjectAssessment {
    const sources = this.#worlds.sources(project);
    const lines = this.#lines.subjects(project, sources, scope)();
    const { recalled, complete } = this.#locked.recall(project, lines, scope, this.#worlds.judgement(project), sources);
    const assembled = this.#assembled(project, scope, this.#assessed(project, lines, sources), recalled);
    return complete ? assembled : { ...assembled, pending: true };
  }

  async judgeKnown(project: Project, scope: JudgeScope, signal: AbortSignal): Promise<ProjectAssessment> {
    const sources = this.#worlds.sources(project);
    const lines = this.#lines.subjects(project, sources, scope);
    const locked = await this.#locked.subjectsInSlices(project, lines(), scope, signal);
    const rest = await this.#locked.judge(locked, sources, this.#worlds.judgement(project), signal);
    return this.#assembled(project, scope, this.#assessed(project, lines(), sources), rest);
  }

  async judge(project: Project, options: JudgeOptions): Promise<ProjectAssessment> {
    const { signal, scope } = options;
    manyListen(signal);
    const sources = this.#worlds.sources(project);
    const lines = this.#lines.subjects(project, sources, scope);
    const locked = () => this.#locked.subjectsInSlices(project, lines(), scope, signal);
    const lockedSize = scope === 'direct' ? 0 : (project.graph?.entries.size ?? 0);
    const linked = (): readonly Subject[] => this.#lines.links(project, lines(), sources).missing();
    await fetchProject({ lines, locked, lockedSize, linked, sources, store: this.#store }, options);
    const judged = await this.judgeKnown(project, scope, signal);
    await this.#aftermaths.look(project, judged.assessments, signal);
    return { ...judged, assessments: this.#aftermaths.told(project, judged.assessments) };
  }

  async explain(
    name: string,
    range: string | undefined,
    ref: ProjectRef,
    signal: AbortSignal,
    asked: WhoIsAsked = 'everybody',
  ): Promise<Assessment> {
    manyListen(signal);
    const world = await this.#worlds.around(path.dirname(ref.manifestPath), ref.trusted);
    return explainPackage(name, range, {
      manifestFormat: this.#parts.manifestFormat,
      sources: asked === 'nobody' ? sourcesHere(world.sources) : world.sources,
      store: this.#store,
      judgement: () => this.#worlds.judgementWith(EMPTY_POLICY, world.registries),
      signal,
    });
  }

  remedies(
    project: Project,
    assessment: Assessment,
    signal: AbortSignal,
    depth: FixDepth = 'edits',
  ): Promise<readonly Remedy[]> {
    manyListen(signal);
    return findFixes(project, assessment, this.#fixLookUps(project, signal, depth));
  }

  namedIn(file: string, text: string, projects: readonly Project[]): Promise<readonly NamedPackage[]> {
    return this.#inText.read(file, text, projects);
  }

  addition(project: Project, wanted: WantedLine, signal: AbortSignal): Promise<Addition> {
    manyListen(signal);
    return additionTo(project, wanted, this.#fixLookUps(project, signal, 'edits'));
  }

  async reviewScripts(project: Project, signal: AbortSignal): Promise<ScriptReview | undefined> {
    const site = await readScriptSite(project, this.#parts);
    if (site === undefined) return undefined;
    const { assessments } = await this.judge(project, { signal, scope: 'all' });
    return this.#parts.reviewScripts(assessments, site);
  }

  lookInto(project: Project, options: Pick<JudgeOptions, 'signal' | 'onProgress'>): Promise<readonly LookedInto[]> {
    manyListen(options.signal);
    const sources = this.#worlds.sources(project);
    const lines = this.#lines.subjects(project, sources, 'all')();
    return lookIntoAll([...lines, ...this.#locked.subjects(project, lines, 'all')], sources, this.#store, options);
  }

  remedyEdits(project: Project, remedy: RemedyChanges): Promise<readonly FileEdits[] | undefined> {
    return remedyEdits(project, remedy, this.#parts);
  }

  acceptanceEdit(project: Project, acceptance: Acceptance): Promise<AcceptanceEdit> {
    return acceptanceEdit(project.policyFolder ?? project.folder, acceptance, this.#parts);
  }

  async packageFile({ manifestPath, trusted }: ProjectRef, wanted: PackageFileRef, signal: AbortSignal) {
    const files = await this.#parts.sources.filesFor(path.dirname(manifestPath), trusted);
    return files.readText(wanted, wanted.file, signal);
  }

  async compareVersions(project: Project, subject: Subject, other: string, signal: AbortSignal) {
    const files = await this.#parts.sources.filesFor(project.folder, project.trusted);
    return compareVersions(subject, other, { files, ...this.#choiceLookUps(project, signal) });
  }

  workspaceManifests(project: Project): Promise<readonly string[]> {
    return this.#reader.workspaceManifests(project);
  }

  suggestNames(typed: string, limit: number): Promise<readonly SuggestedName[]> {
    return this.#parts.suggestNames(typed, limit);
  }

  versionChoices(project: Project, name: string, signal: AbortSignal): Promise<VersionChoices | undefined> {
    return versionChoices(name, this.#choiceLookUps(project, signal));
  }

  chosenVersion(project: Project, name: string, version: string, signal: AbortSignal): Promise<Assessment> {
    return chosenVersion(name, version, this.#choiceLookUps(project, signal));
  }

  versionCandidates(project: Project, name: string, range: string | undefined, signal: AbortSignal) {
    manyListen(signal);
    return versionCandidates(project, { name, range }, this.#fixLookUps(project, signal, 'edits'));
  }

  forget(): void {
    this.#store.forget();
    this.#locked.forget();
    this.#lines.forget();
    this.#aftermaths.forget();
    this.#reader.forget();
    this.#inText.forget();
  }

  forgetAnswers(questions: readonly Question[]): void {
    this.#store.forget(questions);
  }

  #fixLookUps(project: Project, signal: AbortSignal, depth: FixDepth): FixLookUps {
    const sources = this.#worlds.sources(project);
    const judgement = this.#worlds.judgement(project);
    return { parts: this.#parts, store: this.#store, sources, judgement, signal, depth };
  }

  #choiceLookUps(project: Project, signal: AbortSignal): ChoiceLookUps {
    manyListen(signal);
    const sources = this.#worlds.sources(project);
    return { sources, store: this.#store, judgement: this.#worlds.judgement(project), signal };
  }

  #assessed(project: Project, subjects: readonly Subject[], sources: SourceSet): readonly Assessment[] {
    return this.#lines.judge(project, subjects, sources, this.#worlds.judgement(project));
  }

  #assembled(
    project: Project,
    scope: JudgeScope,
    lines: readonly Assessment[],
    locked: readonly Assessment[],
  ): ProjectAssessment {
    const assessments = this.#aftermaths.told(project, [...lines, ...locked]);
    return assessmentOf(project, scope, assessments, this.#parts.rules);
  }
}

/** As many look-ups listen to one signal as there are packages: no leak that Node need warn of. */
function manyListen(signal: AbortSignal): void {
  setMaxListeners(Infinity, signal);
}
